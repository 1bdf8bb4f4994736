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
