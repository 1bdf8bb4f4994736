using System;
using System.Collections.Generic;
using System.Linq;

namespace Ricloud.Build.Help;

/// <summary>One parameter as its page describes it: words, and the facts that the tests have the engine write there.</summary>
internal sealed class PageParameter
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["Int32"] = "int",
        ["Int64"] = "long",
        ["UInt64"] = "ulong",
        ["String"] = "string",
        ["Boolean"] = "bool",
    };

    private readonly List<string> _facts;

    public PageParameter(string name, string words, IEnumerable<string> lines)
    {
        Name = name;
        Words = words;
        _facts = [.. lines.SkipWhile(line => line != "```yaml").Skip(1).TakeWhile(line => line != "```")];
        Places = ReadPlaces(_facts);
    }

    public string Name { get; }

    public string Words { get; }

    public IReadOnlyList<PagePlace> Places { get; }

    public bool IsSwitch => Fact("Type") == "System.Management.Automation.SwitchParameter";

    /// <summary>The type's last name, or the keyword that C# has for it.</summary>
    public string TypeName
    {
        get
        {
            string full = Fact("Type");
            string element = full.TrimEnd('[', ']');
            string name = element[(element.LastIndexOfAny(['.', '+']) + 1)..];
            return (element.StartsWith("System.", StringComparison.Ordinal) ? Keywords.GetValueOrDefault(name, name) : name) + full[element.Length..];
        }
    }

    public string DefaultValue => Fact("DefaultValue")[1..^1];

    public bool TakesWildcards => Fact("SupportsWildcards") == "true";

    public IEnumerable<string> Aliases => _facts.SkipWhile(line => line != "Aliases:").Skip(1).TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..]);

    public PagePlace PlaceIn(string set) => Places.First(place => place.Set == set || place.Set == "(All)");

    private string Fact(string name) => Value(_facts, name) ?? throw new FormatException($"-{Name} has no fact '{name}'.");

    private static List<PagePlace> ReadPlaces(List<string> facts)
    {
        List<PagePlace> places = [];
        for (int start = facts.FindIndex(IsSet); start >= 0; start = facts.FindIndex(start + 1, IsSet))
        {
            List<string> lines = [.. facts.Skip(start + 1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim())];
            places.Add(new PagePlace(
                facts[start]["- Name: ".Length..],
                Value(lines, "Position")!,
                Value(lines, "IsRequired") == "true",
                Value(lines, "ValueFromPipeline") == "true",
                Value(lines, "ValueFromPipelineByPropertyName") == "true"));
        }

        return places;
    }

    private static bool IsSet(string line) => line.StartsWith("- Name: ", StringComparison.Ordinal);

    private static string? Value(List<string> lines, string name) =>
        lines.Find(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..];
}
