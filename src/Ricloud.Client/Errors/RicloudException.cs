namespace Ricloud;

/// <summary>
/// The one exception of the client: everything that can go wrong with a request and its answer, and around them. What is said
/// of a request is empty where there was none.
/// Neither the token nor a webhook secret is ever part of it.
/// </summary>
/// <remarks>Creates the exception with its kind and a sentence for the user.</remarks>
/// <param name="kind">What went wrong.</param>
/// <param name="message">What was wrong, with what, and what to do next.</param>
/// <param name="innerException">The cause, if another exception was it.</param>
public class RicloudException(RicloudErrorKind kind, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Says of a failure what it amounts to; all that is known of the answer stays.</summary>
    internal RicloudException(RicloudException failure, RicloudErrorKind kind, string message)
        : this(kind, message, failure)
    {
        StatusCode = failure.StatusCode;
        Error = failure.Error;
        ApiMessage = failure.ApiMessage;
        Method = failure.Method;
        Path = failure.Path;
        Attempts = failure.Attempts;
        RetryAfter = failure.RetryAfter;
        BodyExcerpt = failure.BodyExcerpt;
    }

    /// <summary>What went wrong.</summary>
    public RicloudErrorKind Kind { get; } = kind;

    /// <summary>The HTTP status, or <see langword="null"/> when no answer came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The API's error code, e.g. <c>invalid-parameter</c> (API contract: documented), if the answer had one.</summary>
    public string? Error { get; init; }

    /// <summary>The API's own message, if the answer had one.</summary>
    public string? ApiMessage { get; init; }

    /// <summary>The API's <c>params</c>: each bad field and what is wrong with it, as plain values.</summary>
    public IReadOnlyDictionary<string, object?>? Params { get; init; }

    /// <summary>The HTTP method of the request, in capitals.</summary>
    public string Method { get; init; } = string.Empty;

    /// <summary>The path and query of the request, below the base address.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>How many times the request was tried; 0 when it was refused before the first try.</summary>
    public int Attempts { get; init; }

    /// <summary>How long the server asked to wait (<c>Retry-After</c>), if it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The first 200 characters of the answer, control characters escaped and secrets masked,
    /// when the answer wasn't the JSON it should have been.
    /// </summary>
    public string? BodyExcerpt { get; init; }

    /// <summary>The receiver's address that a create in doubt or a delivery is about; otherwise <see langword="null"/>.</summary>
    public string? Url { get; init; }

    /// <summary>Whether it is certain that the server never saw the whole request.</summary>
    internal bool NotSent { get; init; }
}
