using System.Collections.Generic;
using System.Linq;
using Ricloud.Build.Help;
using Ricloud.Tests.Harness;

namespace Ricloud.Tests.Help;

/// <summary>Lays a page out in the schema of Microsoft.PowerShell.PlatyPS: a person's words, the engine's facts.</summary>
internal static class PageWriter
{
    private const string CommonParameters = """
        This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable,
        -InformationAction, -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable,
        -ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see
        [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).
        """;

    public static string Write(HelpPage page, CmdletFacts facts)
    {
        List<string> blocks =
        [
            FrontMatter(facts),
            "# " + facts.Name,
            "## SYNOPSIS",
            page.Text("SYNOPSIS"),
            "## SYNTAX",
            .. Syntax(facts),
            "## ALIASES",
            "None.",
            "## DESCRIPTION",
            page.Text("DESCRIPTION"),
            "## EXAMPLES",
            .. page.Examples.SelectMany(example => example.Render()),
            "## PARAMETERS",
            .. facts.Parameters.Where(parameter => !parameter.IsHidden).SelectMany(parameter => Parameter(page, parameter)),
            "### CommonParameters",
            CommonParameters,
            "## INPUTS",
            .. facts.Inputs.SelectMany(type => Typed(type, page.Inputs)),
            "## OUTPUTS",
            .. facts.Outputs.SelectMany(type => Typed(type, page.Outputs)),
            "## NOTES",
            page.Text("NOTES"),
            "## RELATED LINKS",
            string.Join('\n', page.Links),
        ];
        return string.Join("\n\n", blocks.Where(block => block.Length > 0)).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>A parameter's words: the page's own, or those that every cmdlet shares.</summary>
    public static string Words(HelpPage page, string parameter) =>
        page.Parameters.TryGetValue(parameter, out string? words) && words.Length > 0
            ? words
            : ParameterFacts.StandardText(parameter) ?? string.Empty;

    /// <summary>The page's address; empty while there is none.</summary>
    public static string Online(string cmdlet) =>
        RepositoryFolders.HelpUri.Length == 0 ? string.Empty : RepositoryFolders.HelpUri + cmdlet + ".md";

    private static string FrontMatter(CmdletFacts facts) => $"""
        ---
        document type: cmdlet
        external help file: Ricloud.PowerShell.dll-Help.xml
        HelpUri: '{Online(facts.Name)}'
        Locale: en-US
        Module Name: Ricloud
        PlatyPS schema version: 2024-05-01
        title: {facts.Name}
        ---
        """;

    private static IEnumerable<string> Syntax(CmdletFacts facts)
    {
        foreach (var set in facts.Sets)
        {
            yield return "### " + (set.Name == "__AllParameterSets" ? "(All)" : set.Name) + (set.IsDefault && facts.Sets.Count > 1 ? " (Default)" : string.Empty);
            yield return $"```\n{string.Join('\n', facts.SyntaxOf(set))}\n```";
        }
    }

    private static IEnumerable<string> Parameter(HelpPage page, ParameterFacts parameter)
    {
        yield return "### -" + parameter.Name;
        yield return Words(page, parameter.Name);
        yield return "```yaml\n" + string.Join('\n', Yaml(parameter)) + "\n```";
    }

    private static IEnumerable<string> Yaml(ParameterFacts parameter)
    {
        yield return "Type: " + parameter.TypeName;
        yield return $"DefaultValue: '{parameter.DefaultValue}'";
        yield return "SupportsWildcards: " + Lower(parameter.TakesWildcards);
        foreach (string line in YamlList("Aliases", parameter.Aliases))
        {
            yield return line;
        }

        yield return "ParameterSets:";
        foreach ((string set, var facts) in parameter.Sets)
        {
            yield return "- Name: " + set;
            yield return "  Position: " + ParameterFacts.Place(facts);
            yield return "  IsRequired: " + Lower(facts.IsMandatory);
            yield return "  ValueFromPipeline: " + Lower(facts.ValueFromPipeline);
            yield return "  ValueFromPipelineByPropertyName: " + Lower(facts.ValueFromPipelineByPropertyName);
            yield return "  ValueFromRemainingArguments: " + Lower(facts.ValueFromRemainingArguments);
        }

        yield return "DontShow: false";
        foreach (string line in YamlList("AcceptedValues", parameter.AcceptedValues))
        {
            yield return line;
        }

        yield return "HelpMessage: ''";
    }

    private static IEnumerable<string> YamlList(string name, IReadOnlyList<string> values) =>
        values.Count == 0 ? [name + ": []"] : [name + ":", .. values.Select(value => "- " + value)];

    private static IEnumerable<string> Typed(string type, IReadOnlyDictionary<string, string> words)
    {
        yield return "### " + type;
        yield return words.TryGetValue(type, out string? text) ? text : string.Empty;
    }

    private static string Lower(bool value) => value ? "true" : "false";
}
