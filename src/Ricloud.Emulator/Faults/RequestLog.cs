using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Faults;

/// <summary>The last requests that arrived at API routes, in their order.</summary>
internal sealed class RequestLog(TimeProvider time)
{
    public const int MaximumKept = 50_000;
    private const long MaximumCharacters = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<LoggedRequest> _requests = new();
    private long _lastNumber;
    private long _characters;

    public LoggedRequest Add(string method, string path, string query)
    {
        var now = Clock.FromTicks(time.GetUtcNow().UtcTicks);
        lock (_gate)
        {
            var request = new LoggedRequest(++_lastNumber, now, method, path, query);
            _requests.Enqueue(request);
            _characters += Size(request);
            while (_requests.Count > MaximumKept || _characters > MaximumCharacters)
            {
                _characters -= Size(_requests.Dequeue());
            }

            return request;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _characters = 0;
        }
    }

    public ListPage<LoggedRequest> List(RequestFilter filter)
    {
        LoggedRequest[] kept;
        lock (_gate)
        {
            kept = [.. _requests];
        }

        LoggedRequest[] found = [.. kept.Where(filter.Matches)];
        return new ListPage<LoggedRequest>([.. found.Take(filter.Limit)], found.Length > filter.Limit, found.Length);
    }

    private static int Size(LoggedRequest request) => request.Method.Length + request.Path.Length + request.Query.Length;
}

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
