namespace Ricloud.Http;

/// <summary>Something the user should know of although the call succeeded, such as a webhook config that was made twice.</summary>
internal sealed class RicloudNotice
{
    /// <summary>What happened, with what, and what to do next.</summary>
    public string Message { get; init; } = string.Empty;

    /// <summary>The ids that it is about: the one that is returned first.</summary>
    public IReadOnlyList<object> Ids { get; init; } = Array.Empty<object>();

    /// <summary>Shows the message.</summary>
    /// <returns>The message.</returns>
    public override string ToString() => Message;
}
