namespace Ricloud.Emulator.Faults;

/// <summary>
/// One request that arrived at an API route, without its headers and body, so that it holds no secret. Only the thread
/// that serves the request changes it; whoever lists it sees each change whole.
/// </summary>
/// <param name="number">Counts on for as long as the process lives; the first is 1.</param>
/// <param name="receivedAt">Microseconds since 1970.</param>
/// <param name="method">Its method.</param>
/// <param name="path">Its path, decoded.</param>
/// <param name="query">Its query with the question mark, or empty.</param>
internal sealed class LoggedRequest(long number, long receivedAt, string method, string path, string query)
{
    private volatile RequestOutcome _outcome = RequestOutcome.Pending;
    private volatile FaultRule? _rule;
    private bool _isPlain = true;

    public long Number => number;

    public long ReceivedAt => receivedAt;

    public string Method => method;

    public string Path => path;

    public string Query => query;

    public RequestOutcome Outcome => _outcome;

    /// <summary>The rule that fired; null when none did.</summary>
    public FaultRule? Rule => _rule;

    /// <summary>A rule fired, so that what is sent need not be what the API's handling gave.</summary>
    public void Meet(FaultRule rule)
    {
        _rule = rule;
        _isPlain = false;
    }

    /// <summary>What is sent is what the handling gives after all.</summary>
    public void HandlePlainly() => _isPlain = true;

    public void Handle(int status) => _outcome = _outcome with { Handled = status };

    /// <summary>An answer leaves by way of the web server, which also says so of one that a fault kept from leaving.</summary>
    public void Answer(int status)
    {
        var outcome = _outcome;
        if (outcome.Name == RequestOutcome.NotYet)
        {
            _outcome = _isPlain
                ? RequestOutcome.AsHandled(status)
                : new RequestOutcome(RequestOutcome.Answered, status, outcome.Handled);
        }
    }

    /// <summary>An answer leaves past the web server.</summary>
    public void Send(string outcome, int status) => _outcome = new RequestOutcome(outcome, status, _outcome.Handled);

    public void Drop() => _outcome = _outcome with { Name = RequestOutcome.Dropped };

    /// <summary>The caller has gone. Does nothing once something was sent.</summary>
    public void Abandon(int? handled)
    {
        if (_outcome.Name == RequestOutcome.NotYet)
        {
            _outcome = new RequestOutcome(RequestOutcome.Abandoned, Status: null, _isPlain ? handled : _outcome.Handled);
        }
    }
}
