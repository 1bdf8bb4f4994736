namespace Ricloud.Emulator.Faults;

/// <param name="Name">What came of a request: one of the names here.</param>
/// <param name="Status">The status that was sent; null when none was.</param>
/// <param name="Handled">The status that the API's own handling gave; null when the request wasn't handled.</param>
internal sealed record RequestOutcome(string Name, int? Status, int? Handled)
{
    /// <summary>Nothing was sent yet.</summary>
    public const string NotYet = "pending";

    /// <summary>An answer was sent, if only its beginning so far.</summary>
    public const string Answered = "answered";

    /// <summary>The connection was closed before the announced end of the answer.</summary>
    public const string Cut = "cut";

    /// <summary>The connection was closed without an answer.</summary>
    public const string Dropped = "dropped";

    /// <summary>The caller was gone before there was an answer.</summary>
    public const string Abandoned = "abandoned";

    public static readonly RequestOutcome Pending = new(NotYet, Status: null, Handled: null);

    private const int EndOfStatuses = 600;

    // Nearly every request ends in one of these, and as many are kept.
    private static readonly RequestOutcome?[] Plain = new RequestOutcome?[EndOfStatuses];

    /// <summary>What was sent is what the API's handling gave.</summary>
    public static RequestOutcome AsHandled(int status) => status is >= 0 and < EndOfStatuses
        ? Plain[status] ??= new RequestOutcome(Answered, status, status)
        : new RequestOutcome(Answered, status, status);
}
