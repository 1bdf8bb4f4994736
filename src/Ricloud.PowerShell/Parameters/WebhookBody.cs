using System.Management.Automation;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell;

/// <summary>
/// What a <c>-Body</c> parameter was given: the bytes that are signed. A value that has no bytes of its own is kept with
/// the reason, since any way to make some would be a guess.
/// </summary>
public sealed class WebhookBody
{
    private readonly string? _problem;

    private WebhookBody(byte[] bytes, string? problem)
    {
        Bytes = bytes;
        _problem = problem;
    }

    /// <summary>The bytes as they are on the wire.</summary>
    internal byte[] Bytes { get; }

    /// <inheritdoc/>
    public override string ToString() => Bytes.Length + " bytes";

    internal static WebhookBody Of(byte[] bytes) => new(bytes, null);

    internal static WebhookBody Refused(string problem) => new(Array.Empty<byte>(), problem);

    /// <summary>The error to write instead of doing anything, or null when there are bytes.</summary>
    internal ErrorRecord? Problem(object? target = null) => _problem is null ? null : RicloudError.InvalidBodyText.ToRecord(target, _problem);
}
