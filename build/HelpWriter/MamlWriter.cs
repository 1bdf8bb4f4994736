using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Ricloud.Build.Help;

/// <summary>Makes of pages the MAML that Get-Help reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace Help = "http://msh";

    public static string Write(IEnumerable<HelpPage> pages)
    {
        XElement root = new(
            Help + "helpItems",
            // Prefixes of one letter: the names' prefixes were a sixth of the file that every user installs.
            new XAttribute(XNamespace.Xmlns + "h", Help),
            new XAttribute("xmlns", Maml),
            new XAttribute(XNamespace.Xmlns + "c", Command),
            new XAttribute(XNamespace.Xmlns + "d", Dev),
            new XAttribute("schema", "maml"),
            pages.Select(Cmdlet));
        using MemoryStream bytes = new();
        using (XmlWriter writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            root.Save(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static XElement Cmdlet(HelpPage page)
    {
        var parameters = page.ParameterFacts;
        string[] name = page.Name.Split('-');
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", page.Name),
                new XElement(Maml + "description", Paras(page.Synopsis)),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[1])),
            new XElement(Maml + "description", Paras(page.Description)),
            new XElement(Command + "syntax", page.Sets.Select(set => SyntaxItem(page.Name, set.Name, set.Parameters.Select(word => parameters.First(parameter => parameter.Name == word))))),
            new XElement(Command + "parameters", parameters.Select(Described)),
            new XElement(Command + "inputTypes", page.Inputs.Select(type => Typed("inputType", type.Key, type.Value))),
            new XElement(Command + "returnValues", page.Outputs.Select(type => Typed("returnValue", type.Key, type.Value))),
            page.Notes.Count > 0 ? new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paras(page.Notes))) : null,
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", Online(page.Online), page.Links.Select(Link)));
    }

    /// <summary>The first link with an address is the one that Get-Help -Online opens.</summary>
    private static XElement? Online(string address) => address.Length > 0
        ? new XElement(Maml + "navigationLink", new XElement(Maml + "linkText", "Online Version:"), new XElement(Maml + "uri", address))
        : null;

    // Get-Help takes the words from the parameters below; here they would be a third of the module's help once more.
    // What it takes for granted isn't said either: optional, by name only.
    private static XElement SyntaxItem(string cmdlet, string set, IEnumerable<PageParameter> parameters) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet),
        parameters.Select(parameter => Named(parameter, parameter.PlaceIn(set))));

    private static XElement Named(PageParameter parameter, PagePlace place) => new(
        Command + "parameter",
        place.IsRequired ? new XAttribute("required", "true") : null,
        place.IsNamed ? null : new XAttribute("position", place.Position),
        new XElement(Maml + "name", parameter.Name),
        parameter.IsSwitch ? null : new XElement(Command + "parameterValue", parameter.TypeName));

    private static XElement Described(PageParameter parameter)
    {
        PagePlace place = parameter.Places[0];
        return new XElement(
            Command + "parameter",
            new XAttribute("required", place.IsRequired ? "true" : "false"),
            new XAttribute("position", place.Position.ToLowerInvariant()),
            new XAttribute("globbing", parameter.TakesWildcards ? "true" : "false"),
            new XAttribute("pipelineInput", place.PipelineWord),
            new XAttribute("aliases", string.Join(", ", parameter.Aliases.DefaultIfEmpty("none"))),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", Paras([parameter.Words])),
            parameter.IsSwitch ? null : new XElement(Command + "parameterValue", new XAttribute("required", "true"), parameter.TypeName),
            parameter.DefaultValue.Length > 0 ? new XElement(Dev + "defaultValue", parameter.DefaultValue) : null);
    }

    private static XElement Typed(string element, string type, string words) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type)),
        new XElement(Maml + "description", Paras([words])));

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
