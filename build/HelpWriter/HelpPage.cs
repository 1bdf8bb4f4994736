using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Ricloud.Build.Help;

/// <summary>One page of docs/cmdlets: what a person wrote, without the parts that the engine knows better.</summary>
internal sealed partial class HelpPage
{
    private const string Front = "";

    private readonly Dictionary<string, List<string>> _sections;

    private HelpPage(string name, Dictionary<string, List<string>> sections, IReadOnlyList<HelpExample>? examples = null)
    {
        Name = name;
        _sections = sections;
        Examples = examples ?? [.. Parts("EXAMPLES").Select(part => HelpExample.Read(part.Title, part.Lines))];
        Parameters = Parts("PARAMETERS")
            .Where(part => part.Title.StartsWith('-'))
            .ToDictionary(part => part.Title[1..], part => WithoutFences(part.Lines), StringComparer.Ordinal);
        Inputs = Parts("INPUTS").ToDictionary(part => part.Title, part => WithoutFences(part.Lines), StringComparer.Ordinal);
        Outputs = Parts("OUTPUTS").ToDictionary(part => part.Title, part => WithoutFences(part.Lines), StringComparer.Ordinal);
    }

    public string Name { get; }

    /// <summary>The page's own address; empty while there is none.</summary>
    public string Online => Section(Front).Find(line => line.StartsWith("HelpUri: ", StringComparison.Ordinal))?["HelpUri: ".Length..].Trim('\'') ?? string.Empty;

    /// <summary>The parameter sets, each with its parameters in the order of its syntax.</summary>
    public IEnumerable<(string Name, IReadOnlyList<string> Parameters)> Sets => Parts("SYNTAX").Select(part => (
        part.Title.Replace(" (Default)", string.Empty, StringComparison.Ordinal),
        (IReadOnlyList<string>)[.. SyntaxWord().Matches(string.Join('\n', part.Lines)).Select(match => match.Groups[1].Value)]));

    /// <summary>The parameters with their facts, for a page that has them.</summary>
    public IReadOnlyList<PageParameter> ParameterFacts =>
        [.. Parts("PARAMETERS").Where(part => part.Title.StartsWith('-')).Select(part => new PageParameter(part.Title[1..], WithoutFences(part.Lines), part.Lines))];

    public IReadOnlyList<string> Synopsis => Paragraphs("SYNOPSIS");

    public IReadOnlyList<string> Description => Paragraphs("DESCRIPTION");

    public IReadOnlyList<string> Notes => Paragraphs("NOTES");

    public IReadOnlyList<HelpExample> Examples { get; }

    public IReadOnlyDictionary<string, string> Parameters { get; }

    public IReadOnlyDictionary<string, string> Inputs { get; }

    public IReadOnlyDictionary<string, string> Outputs { get; }

    public IReadOnlyList<string> Links =>
        [.. Section("RELATED LINKS").Select(line => line.Trim()).Where(line => line.StartsWith("- [", StringComparison.Ordinal))];

    public static HelpPage Read(string path)
    {
        Dictionary<string, List<string>> sections = new(StringComparer.Ordinal);
        List<string> current = [];
        sections.Add(Front, current);
        string? fence = null;
        foreach (string line in File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'))
        {
            fence = MarkdownFence.After(line, fence);
            if (fence is null && line.StartsWith("## ", StringComparison.Ordinal))
            {
                current = [];
                sections.Add(line[3..].Trim(), current);
            }
            else
            {
                current.Add(line);
            }
        }

        return new HelpPage(Path.GetFileNameWithoutExtension(path), sections);
    }

    public HelpPage WithExamples(IReadOnlyList<HelpExample> examples) => new(Name, _sections, examples);

    public string Text(string section) => string.Join("\n\n", Paragraphs(section));

    /// <summary>Blocks that stand apart by an empty line; inside a block lines are kept, so that a list stays a list.</summary>
    private List<string> Paragraphs(string section) => Split(Section(section));

    private List<string> Section(string name) => _sections.TryGetValue(name, out List<string>? lines) ? lines : [];

    private List<(string Title, List<string> Lines)> Parts(string section)
    {
        List<(string, List<string>)> parts = [];
        string? fence = null;
        foreach (string line in Section(section))
        {
            fence = MarkdownFence.After(line, fence);
            if (fence is null && line.StartsWith("### ", StringComparison.Ordinal))
            {
                parts.Add((line[4..].Trim(), []));
            }
            else if (parts.Count > 0)
            {
                parts[^1].Item2.Add(line);
            }
        }

        return parts;
    }

    private static string WithoutFences(List<string> lines)
    {
        List<string> kept = [];
        string? fence = null;
        foreach (string line in lines)
        {
            string? before = fence;
            fence = MarkdownFence.After(line, fence);
            if (before is null && fence is null)
            {
                kept.Add(line);
            }
        }

        return string.Join("\n\n", Split(kept));
    }

    public static List<string> Split(IEnumerable<string> lines)
    {
        List<string> paragraphs = [];
        List<string> current = [];
        foreach (string line in lines.Append(string.Empty))
        {
            if (line.Trim().Length > 0)
            {
                current.Add(line.TrimEnd());
            }
            else if (current.Count > 0)
            {
                paragraphs.Add(string.Join('\n', current));
                current.Clear();
            }
        }

        return paragraphs;
    }

    [GeneratedRegex(@"(?<=[ [])-([A-Z]\w*)")]
    private static partial Regex SyntaxWord();
}
