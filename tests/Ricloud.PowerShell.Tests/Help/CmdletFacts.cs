using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;

namespace Ricloud.Tests.Help;

/// <summary>What the engine itself says of a cmdlet: the part of a help page that nobody should have to write.</summary>
internal sealed class CmdletFacts
{
    private readonly CmdletInfo _cmdlet;

    public CmdletFacts(CmdletInfo cmdlet)
    {
        _cmdlet = cmdlet;
        object instance = Activator.CreateInstance(cmdlet.ImplementingType)!;
        Parameters = [.. cmdlet.Parameters.Values
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .Select(parameter => new ParameterFacts(parameter, SetsOf(parameter.Name), InitialValue(parameter.Name, instance)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];
    }

    public string Name => _cmdlet.Name;

    /// <summary>How many items a lister takes at once depends on how they come, which its words say.</summary>
    private object? InitialValue(string parameter, object instance) =>
        parameter == "ThrottleLimit" && _cmdlet.Parameters.ContainsKey("First") ? null : _cmdlet.ImplementingType.GetProperty(parameter)?.GetValue(instance);

    public string Verb => _cmdlet.Verb;

    public string Noun => _cmdlet.Noun;

    public IReadOnlyList<ParameterFacts> Parameters { get; }

    public ReadOnlyCollection<CommandParameterSetInfo> Sets => _cmdlet.ParameterSets;

    public IEnumerable<string> Outputs => _cmdlet.OutputType.Select(type => type.Name).Where(name => name != "System.Void").Distinct();

    public IEnumerable<string> Inputs => Parameters.Any(parameter => parameter.FromPipeline)
        ? Parameters.Where(parameter => parameter.FromPipeline).Select(parameter => parameter.TypeName).Distinct()
        : ["None"];

    /// <summary>The parameters of one set as Get-Command lists them: by position first, then as declared.</summary>
    public static IReadOnlyList<CommandParameterInfo> Ordered(CommandParameterSetInfo set) =>
        [.. set.Parameters
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
            .ThenByDescending(parameter => parameter.IsMandatory)
            .ThenBy(parameter => ParameterFacts.IsStandard(parameter.Name))
            .ThenBy(parameter => parameter.Name, StringComparer.Ordinal)];

    public IEnumerable<string> SyntaxOf(CommandParameterSetInfo set)
    {
        string line = Name;
        foreach (string word in Ordered(set).Select(Word).Append("[<CommonParameters>]"))
        {
            if (line.Length + word.Length + 1 > 100)
            {
                yield return line;
                line = string.Empty;
            }

            line += " " + word;
        }

        yield return line;
    }

    private static string Word(CommandParameterInfo parameter)
    {
        string name = "-" + parameter.Name;
        if (parameter.Position >= 0)
        {
            name = "[" + name + "]";
        }

        string word = parameter.ParameterType == typeof(SwitchParameter)
            ? name
            : name + " <" + ParameterFacts.ShortName(parameter.ParameterType) + ">";
        return parameter.IsMandatory ? word : "[" + word + "]";
    }

    private List<(string Set, CommandParameterInfo Facts)> SetsOf(string parameter)
    {
        List<(string, CommandParameterInfo)> sets = [];
        foreach (CommandParameterSetInfo set in _cmdlet.ParameterSets)
        {
            CommandParameterInfo? facts = set.Parameters.FirstOrDefault(candidate => candidate.Name == parameter);
            if (facts is not null)
            {
                sets.Add((set.Name, facts));
            }
        }

        return sets.Count == _cmdlet.ParameterSets.Count && sets.Select(pair => Shape(pair.Item2)).Distinct().Count() == 1
            ? [("(All)", sets[0].Item2)]
            : sets;
    }

    private static string Shape(CommandParameterInfo parameter) =>
        $"{parameter.Position}/{parameter.IsMandatory}/{parameter.ValueFromPipeline}/{parameter.ValueFromPipelineByPropertyName}";
}
