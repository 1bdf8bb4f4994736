using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace Ricloud.Host;

/// <summary>A host in memory: what is shown is kept as text, and the answers to questions come from a given text.</summary>
/// <param name="answers">What is answered, line by line; a question after the last one is an error.</param>
public sealed class TextHost(string answers = "") : PSHost, IDisposable
{
    private readonly TextInterface _interface = new(answers);

    /// <summary>Gets or sets the columns that views are laid out for from now on.</summary>
    public int Columns
    {
        get => _interface.Measures.Columns;
        set => _interface.Measures.Columns = value;
    }

    /// <summary>Gets all that was shown so far but errors, without colours.</summary>
    public string Text => _interface.Text.ToString();

    /// <inheritdoc/>
    public override string Name => "RicloudTests";

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(TextHost).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override PSHostUserInterface UI => _interface;

    /// <summary>Forgets what was shown so far.</summary>
    public void Clear() => _interface.Text.GetStringBuilder().Clear();

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode)
    {
    }

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _interface.Dispose();
}
