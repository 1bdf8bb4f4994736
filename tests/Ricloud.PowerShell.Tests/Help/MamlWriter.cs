using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Ricloud.Tests.Help;

/// <summary>Makes of pages and facts the MAML that Get-Help reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Help = "http://msh";

    public static string Write(IEnumerable<(HelpPage Page, CmdletFacts Facts)> cmdlets)
    {
        XElement root = new(
            Help + "helpItems",
            // Prefixes of one letter: the names' prefixes were a sixth of the file that every user installs.
            new XAttribute(XNamespace.Xmlns + "h", Help),
            new XAttribute("xmlns", Maml),
            new XAttribute(XNamespace.Xmlns + "c", Command),
            new XAttribute(XNamespace.Xmlns + "d", Dev),
            new XAttribute("schema", "maml"),
            cmdlets.Select(pair => Cmdlet(pair.Page, pair.Facts)));
        using MemoryStream bytes = new();
        XmlWriterSettings settings = new() { Indent = true, IndentChars = string.Empty, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };
        using (XmlWriter writer = XmlWriter.Create(bytes, settings))
        {
            root.Save(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static XElement Cmdlet(HelpPage page, CmdletFacts facts) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", facts.Name),
            new XElement(Maml + "description", Paras(page.Synopsis)),
            new XElement(Command + "verb", facts.Verb),
            new XElement(Command + "noun", facts.Noun)),
        new XElement(Maml + "description", Paras(page.Description)),
        new XElement(Command + "syntax", facts.Sets.Select(set => SyntaxItem(facts, set))),
        new XElement(
            Command + "parameters",
            facts.Parameters.Where(parameter => !parameter.IsHidden).Select(parameter => Described(page, parameter))),
        new XElement(Command + "inputTypes", facts.Inputs.Select(type => Typed("inputType", type, page.Inputs))),
        new XElement(Command + "returnValues", facts.Outputs.Select(type => Typed("returnValue", type, page.Outputs))),
        page.Notes.Count > 0 ? new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paras(page.Notes))) : null,
        new XElement(Command + "examples", page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", Online(facts.Name), page.Links.Select(Link)));

    /// <summary>The first link with an address is the one that Get-Help -Online opens.</summary>
    private static XElement? Online(string cmdlet) => PageWriter.Online(cmdlet) is { Length: > 0 } address
        ? new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", "Online Version:"), new XElement(Maml + "uri", address))
        : null;

    // Get-Help takes the words from the parameters below; here they would be a third of the module's help once more.
    // What it takes for granted isn't said either: optional, by name only.
    private static XElement SyntaxItem(CmdletFacts facts, CommandParameterSetInfo set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", facts.Name),
        CmdletFacts.Ordered(set).Select(parameter =>
            Named(facts.Parameters.Single(candidate => candidate.Name == parameter.Name), parameter)));

    private static XElement Named(ParameterFacts parameter, CommandParameterInfo place) => new(
        Command + "parameter",
        place.IsMandatory ? new XAttribute("required", "true") : null,
        place.Position >= 0 ? new XAttribute("position", ParameterFacts.Place(place)) : null,
        new XElement(Maml + "name", parameter.Name),
        parameter.IsSwitch ? null : new XElement(Command + "parameterValue", ParameterFacts.ShortName(parameter.Type)));

    private static XElement Described(HelpPage page, ParameterFacts parameter)
    {
        CommandParameterInfo place = parameter.Sets[0].Facts;
        XElement element = new(
            Command + "parameter",
            new XAttribute("required", place.IsMandatory ? "true" : "false"),
            new XAttribute("position", ParameterFacts.Place(place).ToLowerInvariant()),
            new XAttribute("globbing", parameter.TakesWildcards ? "true" : "false"),
            new XAttribute("pipelineInput", ParameterFacts.PipelineWord(place)),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", Paras(HelpPage.Split(PageWriter.Words(page, parameter.Name).Split('\n')))),
            parameter.IsSwitch ? null : new XElement(Command + "parameterValue", new XAttribute("required", "true"), ParameterFacts.ShortName(parameter.Type)));
        if (parameter.DefaultValue.Length > 0)
        {
            element.Add(new XElement(Dev + "defaultValue", parameter.DefaultValue));
        }

        return element;
    }

    private static XElement Typed(string element, string type, IReadOnlyDictionary<string, string> words) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type)),
        new XElement(Maml + "description", Paras(words.TryGetValue(type, out string? text) ? [text] : [])));

    private static XElement Example(HelpExample example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"--- {example.Title} ---"),
        example.Before.Length > 0 ? new XElement(Maml + "introduction", Paras([example.Before])) : null,
        new XElement(Dev + "code", example.Output.Length > 0 ? example.Code + "\n\n" + example.Output : example.Code),
        example.After.Length > 0 ? new XElement(Dev + "remarks", Paras([example.After])) : null);

    private static XElement Link(string line)
    {
        int end = line.IndexOf("](", StringComparison.Ordinal);
        string address = line[(end + 2)..].TrimEnd(')');
        return new XElement(
            Maml + "navigationLink",
            new XElement(Maml + "linkText", line[3..end]),
            address.EndsWith(".md", StringComparison.Ordinal) ? null : new XElement(Maml + "uri", address));
    }

    /// <summary>Markdown reads badly at a prompt: marks go, lines of one paragraph join, and a list's items stand by themselves.</summary>
    private static IEnumerable<XElement> Paras(IEnumerable<string> paragraphs) =>
        paragraphs.SelectMany(text => text.Split("\n\n")).SelectMany(Items).Select(text => new XElement(Maml + "para", Plain(text)));

    private static IEnumerable<string> Items(string text) =>
        Regex.IsMatch(text, "^([-*]|[0-9]+\\.) ") ? Regex.Split(text, "\n(?=(?:[-*]|[0-9]+\\.) )") : [text];

    private static string Plain(string text)
    {
        string words = Regex.Replace(text, @"\[([^]]+)\]\([^)\s]+\)", "$1").Replace("`", string.Empty, StringComparison.Ordinal);
        return text.StartsWith('|') ? words : Regex.Replace(words, "\n *", " ");
    }
}
