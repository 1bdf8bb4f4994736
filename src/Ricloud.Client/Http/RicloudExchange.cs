namespace Ricloud.Http;

/// <summary>One try of a request, as an observer sees it.</summary>
internal sealed class RicloudExchange
{
    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>Path and query below the base address. The token is masked should it stand there.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The HTTP status, or <see langword="null"/> when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What went wrong, or <see langword="null"/> when nothing did.</summary>
    public RicloudErrorKind? Failure { get; init; }

    /// <summary>Where it was sent: the base address.</summary>
    public Uri? Address { get; init; }

    /// <summary>The proxy on the way, as host and port.</summary>
    public string? Proxy { get; init; }

    /// <summary>The answer's media type; <see langword="null"/> without an answer that was read.</summary>
    public string? ContentType { get; init; }

    /// <summary>How many bytes the answer's body has.</summary>
    public int Length { get; init; }

    /// <summary>The start of a body that isn't the API's, with control characters escaped and secrets masked.</summary>
    public string? Excerpt { get; init; }

    /// <summary>From sending until the whole answer had been read.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Which try it was, from 1.</summary>
    public int Attempt { get; init; }
}
