using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell;

/// <summary>
/// What a <c>-Body</c> parameter was given: the bytes that are signed. A value that has no bytes of its own is kept with
/// the reason, since any way to make some would be a guess.
/// </summary>
public sealed class WebhookBody : ParameterValue
{
    private WebhookBody(byte[] bytes, RicloudError? error, params object?[] reasons)
        : base(null, error, reasons) => Bytes = bytes;

    /// <summary>The bytes as they are on the wire.</summary>
    internal byte[] Bytes { get; }

    /// <inheritdoc/>
    public override string ToString() => Bytes.Length + " bytes";

    internal static WebhookBody Of(byte[] bytes) => new(bytes, null);

    internal static WebhookBody Refused(string reason) => new([], RicloudError.InvalidBodyText, reason);
}
