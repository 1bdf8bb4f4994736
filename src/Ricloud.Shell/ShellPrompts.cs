using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Ricloud.Shell;

/// <summary>Asks as pwsh does; when the input has ended it fails with what to do, and never waits.</summary>
internal sealed class ShellPrompts(PSHostUserInterface ui, ShellConsole console)
{
    public string? ReadAnswer()
    {
        console.Out.Flush();
        try
        {
            return console.ReadLine();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    public SecureString ReadSecretAnswer()
    {
        console.Out.Flush();
        try
        {
            return console.ReadSecret() ?? throw NobodyAnswers();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    public Dictionary<string, PSObject> Ask(string caption, string message, Collection<FieldDescription> descriptions)
    {
        WriteHeading(caption, message);
        var answers = new Dictionary<string, PSObject>(StringComparer.OrdinalIgnoreCase);
        foreach (FieldDescription field in descriptions)
        {
            answers[field.Name] = PSObject.AsPSObject(AskField(field));
        }

        return answers;
    }

    public int Choose(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteHeading(caption, message);
        while (true)
        {
            ui.Write(ChoiceLine(choices, defaultChoice < 0 ? [] : [defaultChoice]));
            string answer = ReadRequired().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            if (answer == "?")
            {
                WriteHelp(choices);
            }
            else if (Find(choices, answer) is int chosen)
            {
                return chosen;
            }
        }
    }

    public Collection<int> ChooseSeveral(
        string? caption, string? message, Collection<ChoiceDescription> choices, IEnumerable<int>? defaultChoices)
    {
        WriteHeading(caption, message);
        int[] defaults = [.. defaultChoices ?? []];
        ui.WriteLine(ChoiceLine(choices, defaults));
        var chosen = new Collection<int>();
        while (true)
        {
            ui.Write(string.Create(CultureInfo.InvariantCulture, $"Choice[{chosen.Count}]: "));
            string answer = ReadRequired().Trim();
            if (answer.Length == 0)
            {
                return chosen.Count > 0 ? chosen : new Collection<int>(defaults);
            }

            if (answer == "?")
            {
                WriteHelp(choices);
            }
            else if (Find(choices, answer) is int choice)
            {
                chosen.Add(choice);
            }
        }
    }

    public PSCredential AskCredential(string caption, string message, string userName)
    {
        WriteHeading(caption, message);
        string user = userName;
        if (string.IsNullOrEmpty(user))
        {
            ui.Write("User: ");
            user = ReadRequired();
        }

        ui.Write($"Password for user {user}: ");
        return new PSCredential(user, ReadSecretAnswer());
    }

    private static HostException NobodyAnswers() => new(
        "A question was asked, but standard input has ended and nobody can answer. Give the value as a parameter, or -Confirm:$false.");

    private static string Label(ChoiceDescription choice) => choice.Label.Replace("&", string.Empty, StringComparison.Ordinal);

    private static string Key(ChoiceDescription choice)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length
            ? choice.Label[mark + 1].ToString().ToUpperInvariant()
            : Label(choice);
    }

    private static string ChoiceLine(Collection<ChoiceDescription> choices, int[] defaults)
    {
        IEnumerable<string> offers = choices.Select(choice => $"[{Key(choice)}] {Label(choice)}").Append("[?] Help");
        string line = string.Join("  ", offers);
        return defaults.Length == 0
            ? line + ": "
            : $"{line} (default is \"{string.Join(",", defaults.Select(index => Key(choices[index])))}\"): ";
    }

    private static int? Find(Collection<ChoiceDescription> choices, string answer)
    {
        for (int index = 0; index < choices.Count; index++)
        {
            if (string.Equals(answer, Key(choices[index]), StringComparison.OrdinalIgnoreCase)
                || string.Equals(answer, Label(choices[index]), StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return null;
    }

    private object AskField(FieldDescription field)
    {
        // By its name: a type of a module's own can't be loaded from here, and the binder converts text to it anyway.
        string type = field.ParameterTypeFullName;
        if (type == typeof(SecureString).FullName)
        {
            ui.Write(field.Name + ": ");
            return ReadSecretAnswer();
        }

        if (type == typeof(PSCredential).FullName)
        {
            return AskCredential(string.Empty, field.Name, string.Empty);
        }

        return type.EndsWith("[]", StringComparison.Ordinal) ? AskList(field) : AskText(field.Name);
    }

    private string AskText(string name)
    {
        ui.Write(name + ": ");
        return ReadRequired();
    }

    private string[] AskList(FieldDescription field)
    {
        var values = new List<string>();
        while (true)
        {
            string value = AskText(string.Create(CultureInfo.InvariantCulture, $"{field.Name}[{values.Count}]"));
            if (value.Length == 0)
            {
                return [.. values];
            }

            values.Add(value);
        }
    }

    private string ReadRequired()
    {
        string? answer = ReadAnswer();
        if (answer is null)
        {
            ui.WriteLine(string.Empty);
            throw NobodyAnswers();
        }

        return answer;
    }

    private void WriteHeading(string? caption, string? message)
    {
        if (!string.IsNullOrEmpty(caption))
        {
            ui.WriteLine(string.Empty);
            ui.WriteLine(caption);
        }

        if (!string.IsNullOrEmpty(message))
        {
            ui.WriteLine(message);
        }
    }

    private void WriteHelp(Collection<ChoiceDescription> choices)
    {
        foreach (ChoiceDescription choice in choices)
        {
            ui.WriteLine($"{Key(choice)} - {choice.HelpMessage}");
        }
    }
}
