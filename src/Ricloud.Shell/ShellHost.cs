using System;
using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;

namespace Ricloud.Shell;

/// <summary>The engine's host: passes text to a <see cref="ShellConsole"/> and keeps the code that <c>exit</c> asked for.</summary>
public sealed class ShellHost : PSHost
{
    private readonly ShellUserInterface _ui;

    /// <summary>Initializes a new instance of the <see cref="ShellHost"/> class.</summary>
    /// <param name="console">Where text goes to and answers come from.</param>
    public ShellHost(ShellConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        Console = console;
        _ui = new ShellUserInterface(console);
    }

    /// <summary>Gets the console that the host writes to.</summary>
    public ShellConsole Console { get; }

    /// <summary>Gets the code that <c>exit</c> was called with, or null while nothing asked to end.</summary>
    public int? ExitCode { get; private set; }

    /// <inheritdoc/>
    public override string Name => "RicloudShell";

    /// <inheritdoc/>
    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version ?? new Version(0, 0);

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override PSHostUserInterface UI => _ui;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() =>
        throw new NotSupportedException("This shell has no nested prompt. Answer with another choice, or run the command in pwsh.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() =>
        throw new NotSupportedException("This shell has no nested prompt.");

    /// <summary>Sends all that is shown meanwhile to the error stream.</summary>
    /// <param name="show">Shows something.</param>
    public void ShowAsError(Action show)
    {
        ArgumentNullException.ThrowIfNull(show);
        _ui.ShowsErrors = true;
        try
        {
            show();
        }
        finally
        {
            _ui.ShowsErrors = false;
        }
    }

    /// <summary>Takes a line of progress away that nobody completed.</summary>
    public void ClearProgress() => _ui.ClearProgress();

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }
}
