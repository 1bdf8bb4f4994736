namespace Ricloud.Http;

/// <summary>A pause before a request is sent, as an observer sees it.</summary>
internal sealed class RicloudRetry
{
    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>Path and query below the base address. The token is masked should it stand there.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>How many tries were made so far; 0 when the session pauses for a rate limit that another request met.</summary>
    public int Attempt { get; init; }

    /// <summary>How many tries there will be at most; those that found an API away that had answered before come on top.</summary>
    public int MaximumAttempts { get; init; }

    /// <summary>Why, in words for the user, e.g. <c>503</c> or <c>connection refused</c>.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>How long the pause is.</summary>
    public TimeSpan Delay { get; init; }
}
