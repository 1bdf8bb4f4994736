using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace Ricloud.Host;

/// <summary>Keeps what is shown, and offers the choices that a confirmation has.</summary>
internal sealed class TextInterface(string answers) : PSHostUserInterface, IDisposable
{
    private readonly StringReader _answers = new(answers);

    public StringWriter Text { get; } = new() { NewLine = "\n" };

    public TextMeasures Measures { get; } = new();

    public override PSHostRawUserInterface RawUI => Measures;

    public override void Write(string value) => Text.Write(Plain(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Text.WriteLine(Plain(value));

    public override void WriteErrorLine(string value)
    {
    }

    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);

    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);

    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    public override string ReadLine() => _answers.ReadLine()
        ?? throw new HostException("A question was asked, and no answer to it was given.");

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        string[] keys = [.. choices.Select(choice => choice.Label[choice.Label.IndexOf('&', StringComparison.Ordinal) + 1].ToString())];
        WriteLine($"\n{caption}\n{message}");
        Write(string.Join("  ", choices.Select((choice, index) => $"[{keys[index]}] {choice.Label.Replace("&", string.Empty, StringComparison.Ordinal)}")) + ": ");
        string answer = ReadLine();
        int chosen = answer.Length == 0 ? defaultChoice : Array.FindIndex(keys, key => key.Equals(answer, StringComparison.OrdinalIgnoreCase));
        return chosen >= 0 ? chosen : throw new HostException($"'{answer}' is none of the choices.");
    }

    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new NotSupportedException();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException();

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        throw new NotSupportedException();

    public void Dispose()
    {
        _answers.Dispose();
        Text.Dispose();
    }

    // The engine leaves it to the host to take the colours out.
    private static string Plain(string value) => new StringDecorated(value).ToString(OutputRendering.PlainText);
}
