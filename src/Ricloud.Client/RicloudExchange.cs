using System;

namespace Ricloud;

/// <summary>One try of a request, as an observer sees it.</summary>
public sealed record RicloudExchange
{
    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>Path and query below the base address. The token is masked should it stand there.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The HTTP status, or <see langword="null"/> when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What went wrong, or <see langword="null"/> when nothing did.</summary>
    public RicloudErrorKind? Failure { get; init; }

    /// <summary>From sending until the whole answer had been read.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Which try it was, from 1.</summary>
    public int Attempt { get; init; }
}
