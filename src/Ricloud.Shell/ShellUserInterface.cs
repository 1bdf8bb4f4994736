using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;
using System.Security;

namespace Ricloud.Shell;

/// <summary>Writes each stream where pwsh does: errors to stderr, all else to stdout.</summary>
internal sealed class ShellUserInterface : PSHostUserInterface, IHostUISupportsMultipleChoiceSelection
{
    private readonly ShellConsole _console;
    private readonly ShellPrompts _prompts;
    private readonly ProgressLine _progress;

    public ShellUserInterface(ShellConsole console)
    {
        _console = console;
        _prompts = new ShellPrompts(this, console);
        _progress = new ProgressLine(console);
        RawUI = new ShellRawUserInterface(console);
    }

    public override PSHostRawUserInterface RawUI { get; }

    public override bool SupportsVirtualTerminal => _console.ColoursOutput;

    /// <summary>Gets or sets a value indicating whether what is written as output now belongs to an error.</summary>
    public bool ShowsErrors { get; set; }

    public override void Write(string value)
    {
        _progress.Clear();
        if (ShowsErrors)
        {
            _console.Error.Write(Shown(value, _console.ColoursErrors));
        }
        else
        {
            _console.Out.Write(Shown(value, _console.ColoursOutput));
        }
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value)
    {
        if (ShowsErrors)
        {
            WriteErrorLine(value);
            return;
        }

        _progress.Clear();
        _console.Out.WriteLine(Shown(value, _console.ColoursOutput));
    }

    public override void WriteErrorLine(string value)
    {
        _progress.Clear();
        _console.Error.WriteLine(Shown(value, _console.ColoursErrors));
    }

    public override void WriteWarningLine(string message) => WriteTagged("WARNING: ", message, PSStyle.Instance.Formatting.Warning);

    public override void WriteVerboseLine(string message) => WriteTagged("VERBOSE: ", message, PSStyle.Instance.Formatting.Verbose);

    public override void WriteDebugLine(string message) => WriteTagged("DEBUG: ", message, PSStyle.Instance.Formatting.Debug);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public void ClearProgress() => _progress.Clear();

    public override string ReadLine() => _prompts.ReadAnswer() ?? string.Empty;

    public override SecureString ReadLineAsSecureString() => _prompts.ReadSecretAnswer();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        _prompts.Ask(caption, message, descriptions);

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        _prompts.Choose(caption, message, choices, defaultChoice);

    public Collection<int> PromptForChoice(string? caption, string? message, Collection<ChoiceDescription> choices, IEnumerable<int>? defaultChoices) =>
        _prompts.ChooseSeveral(caption, message, choices, defaultChoices);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        _prompts.AskCredential(caption, message, userName);

    // The engine leaves it to the host to take the colours out.
    private static string Shown(string value, bool colours) =>
        colours && PSStyle.Instance.OutputRendering != OutputRendering.PlainText
            ? value
            : new StringDecorated(value).ToString(OutputRendering.PlainText);

    private void WriteTagged(string tag, string message, string style) =>
        WriteLine($"{style}{tag}{message}{PSStyle.Instance.Reset}");
}
