using System.Management.Automation;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.Values;

namespace Ricloud.PowerShell;

/// <summary>
/// The address of a receiver, kept exactly as it was written: <see cref="Uri"/> checks it, but would also change it.
/// </summary>
public sealed class ReceiverUrl
{
    private readonly RicloudError? _problem;
    private readonly string _shown;

    private ReceiverUrl(string text, object? source, RicloudError? problem, string shown)
    {
        Text = text;
        Source = ObjectView.Unwrap(source);
        _problem = problem;
        _shown = shown;
    }

    /// <summary>The URL as it goes to the API.</summary>
    public string Text { get; }

    internal object? Source { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The error to write instead of sending anything, or null for an absolute http or https URL.</summary>
    internal ErrorRecord? Problem() => _problem?.ToRecord(Source, _shown);

    internal static ReceiverUrl Of(string text, object? source) =>
        ReceiverAddress.IsValid(text)
            ? new ReceiverUrl(text, source, null, text)
            : Refused(source, "'" + Printable(text) + "'");

    internal static ReceiverUrl Refused(object? source, string shown) =>
        new(string.Empty, source, RicloudError.InvalidUrl, shown);

    private static string Printable(string text)
    {
        var shown = TerminalText.Of(text);
        return shown.Length > 200 ? shown.Substring(0, 200) : shown;
    }
}
