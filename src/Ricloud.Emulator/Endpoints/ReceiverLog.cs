namespace Ricloud.Emulator.Endpoints;

/// <summary>
/// The last requests of each built-in receiver, in memory. Anybody may post to a receiver, so what is
/// kept is bounded: per receiver, and over all by forgetting the receivers that were quiet the longest.
/// </summary>
internal sealed class ReceiverLog
{
    public const int MaximumPerReceiver = 100;
    public const int MaximumBodyKept = 16 * 1024;
    private const int MaximumReceivers = 256;
    private const long MaximumKept = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedList<ReceivedRequest>> _byName = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _names = new();
    private long _kept;

    public void Add(string name, ReceivedRequest request)
    {
        lock (_gate)
        {
            if (!_byName.TryGetValue(name, out var requests))
            {
                _byName[name] = requests = new LinkedList<ReceivedRequest>();
            }

            if (_names.First?.Value != name)
            {
                _names.Remove(name);
                _names.AddFirst(name);
            }

            requests.AddFirst(request);
            _kept += Size(request);
            if (requests.Count > MaximumPerReceiver)
            {
                _kept -= Size(requests.Last!.Value);
                requests.RemoveLast();
            }

            while (_names.Count > 1 && (_names.Count > MaximumReceivers || _kept > MaximumKept))
            {
                Forget(_names.Last!.Value);
            }
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ReceivedRequest> Of(string name)
    {
        lock (_gate)
        {
            return _byName.TryGetValue(name, out var requests) ? [.. requests] : [];
        }
    }

    private void Forget(string name)
    {
        _kept -= _byName[name].Sum(Size);
        _byName.Remove(name);
        _names.RemoveLast();
    }

    private static long Size(ReceivedRequest request) =>
        2L * (request.Body.Length + request.Query.Length + (request.Signature?.Length ?? 0) + 128);
}

/// <param name="ReceivedAt">Microseconds since 1970.</param>
/// <param name="EventId">What followed the receiver's name in the path; null when nothing did.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
/// <param name="Signature">The signature header as it came; null when there was none.</param>
/// <param name="Verdict">What the signature is worth.</param>
/// <param name="Status">What was answered.</param>
/// <param name="Body">The body, cut at a limit.</param>
/// <param name="BodyLength">How many bytes it had.</param>
internal sealed record ReceivedRequest(
    long ReceivedAt, string? EventId, string Query, string? Signature, string Verdict, int Status, string Body, int BodyLength);
