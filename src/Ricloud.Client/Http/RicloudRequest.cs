namespace Ricloud.Http;

/// <summary>One request to the API, by its path below the base address.</summary>
internal sealed class RicloudRequest
{
    /// <summary>The HTTP method, e.g. <c>GET</c>. Written in capitals whatever is given.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>
    /// The path below the base address, e.g. <c>/configs/webhook/3</c>, percent-encoded, with or without its first slash,
    /// and with or without a query. A whole address is taken when it lies below the base address. Anything that would leave
    /// it (another origin, <c>..</c>, a backslash, a control character) is refused before it is sent.
    /// </summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Names and values for the query, not yet encoded; they follow what <see cref="Path"/> already has.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Query { get; init; }

    /// <summary>
    /// The body as plain values: string, bool, any number, <see langword="null"/> inside, dictionaries with string keys, sequences.
    /// <see langword="null"/> here sends no body.
    /// </summary>
    public object? Body { get; init; }

    /// <summary>The body as JSON text, sent as it is. Excludes <see cref="Body"/>.</summary>
    public string? JsonBody { get; init; }

    /// <summary>
    /// Asks the server to hold the answer until the task is done (<c>Ricloud-Await</c>): 1 to 10 seconds
    /// (API contract: documented), or <see langword="null"/> to ask for nothing.
    /// </summary>
    public int? AwaitSeconds { get; init; }

    /// <summary>
    /// Whether sending it twice does no more than sending it once, so that it may be repeated after any failure.
    /// <see langword="null"/> decides by the method: GET, HEAD, PUT and DELETE are, others aren't.
    /// </summary>
    public bool? Idempotent { get; init; }

    /// <summary>Shows method and path; never the body.</summary>
    /// <returns>Method and path.</returns>
    public override string ToString() => $"{Method} {Path}";
}
