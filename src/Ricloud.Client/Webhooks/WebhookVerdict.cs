namespace Ricloud.Webhooks;

/// <summary>What a signature was found to be. Text, so that JSON says it too.</summary>
internal static class WebhookVerdict
{
    /// <summary>The header can't be read, so that nothing is known about who sent the request. The default, so that nothing passes by accident.</summary>
    public const string Malformed = "Malformed";

    /// <summary>Signed with one of the secrets, and within the tolerance.</summary>
    public const string Valid = "Valid";

    /// <summary>Signed with none of the secrets, or the body was changed.</summary>
    public const string Mismatch = "Mismatch";

    /// <summary>Rightly signed, but too long ago.</summary>
    public const string TooOld = "TooOld";

    /// <summary>Rightly signed, but with a time that is yet to come.</summary>
    public const string FromFuture = "FromFuture";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = new[] { Malformed, Valid, Mismatch, TooOld, FromFuture };

    /// <summary>The verdict of this name; null for any other text.</summary>
    public static string? Named(string? text) => All.FirstOrDefault(verdict => verdict == text);
}
