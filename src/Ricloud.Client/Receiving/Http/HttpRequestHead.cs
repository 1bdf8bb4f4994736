namespace Ricloud.Receiving;

/// <summary>A request's line and those of its headers that mean something to a receiver.</summary>
internal sealed class HttpRequestHead(string method, string target)
{
    /// <summary>As it came; methods are case-sensitive.</summary>
    public string Method { get; } = method;

    /// <summary>As it came: origin form, absolute form or <c>*</c>.</summary>
    public string Target { get; } = target;

    /// <summary>Bytes of the body; null without a Content-Length; <see cref="long.MaxValue"/> for anything larger.</summary>
    public long? ContentLength { get; init; }

    public bool Chunked { get; init; }

    public bool ExpectsContinue { get; init; }

    public bool KeepsAlive { get; init; }

    /// <summary>The signature header; several of them are joined by commas, as any proxy may do.</summary>
    public string? Signature { get; init; }

    public string? ContentType { get; init; }
}
