using System.Net.Http;
using Ricloud.Json;
using Ricloud.Values;

namespace Ricloud.Http;

/// <summary>From a request to a value: prepares it, has it sent, and reads the answer with the one reader.</summary>
internal sealed class RicloudChannel(RicloudConnection connection, IRicloudObserver? observer, RicloudChange? change)
{
    private readonly RicloudConnection _connection = connection;
    private readonly IRicloudObserver? _observer = observer;
    private readonly RicloudChange? _change = change;
    private readonly RequestSender _sender = new RequestSender(connection, observer, change);
    private readonly Failures _failures = new Failures(connection);

    public RicloudOrigin Origin => _connection.Origin;

    public RicloudClientOptions Options => _connection.Options;

    public ApiToken Token => _connection.Token;

    public void ReplaceToken(RicloudSecret old, RicloudSecret successor) => _connection.ReplaceToken(old, successor);

    public Task<T> ReadAsync<T>(RicloudRequest request, Func<JsonCursor, T> read, CancellationToken cancellationToken) =>
        ReadAsync(request, read, BeginCall(), cancellationToken);

    public async Task<T> ReadAsync<T>(
        RicloudRequest request, Func<JsonCursor, T> read, CallBudget budget, CancellationToken cancellationToken)
    {
        var prepared = Prepare(request);
        using var answer = await _sender.SendAsync(prepared, budget, cancellationToken).ConfigureAwait(false);
        return Read(prepared, answer, read);
    }

    public CallBudget BeginCall() => CallBudget.Begin(_connection.Options);

    /// <summary>Gives the pause before a lost request goes out anew, or nothing when it doesn't.</summary>
    public TimeSpan? PauseBeforeSendingAnew(RicloudException failure, CallBudget budget) => _connection.Retries.PauseAfterLoss(failure, budget);

    /// <summary>A request that seemed lost has done its work: what its repetition would have cost is given back.</summary>
    public void RequestSucceeded() => _connection.Retries.Succeeded();

    public Task PauseAsync(RicloudRequest request, string reason, CallBudget budget, TimeSpan pause, CancellationToken cancellationToken) =>
        _sender.PauseAsync(Prepare(request), reason, budget, pause, cancellationToken);

    /// <summary>Notes what the looks have shown of the change that this view follows.</summary>
    public void Note(RicloudChangeState state)
    {
        if (_change is not null)
        {
            _change.State = state;
        }
    }

    public void Tell(RicloudNotice notice) => _observer?.Noticed(notice);

    /// <summary>A second try that finds nothing means that the first one has done it.</summary>
    public async Task<T?> DeleteAsync<T>(
        RicloudRequest request, Func<JsonCursor, T> read, CallBudget budget, CancellationToken cancellationToken)
        where T : class
    {
        var prepared = Prepare(request);
        try
        {
            using var answer = await _sender.SendAsync(prepared, budget, cancellationToken).ConfigureAwait(false);
            return answer.Length == 0 ? null : Read(prepared, answer, read);
        }
        catch (RicloudException exception) when (exception.Kind == RicloudErrorKind.NotFound && exception.MayHaveHappenedBefore)
        {
            Note(RicloudChangeState.Made);
            return null;
        }
    }

    public async Task<RicloudResponse> SendRawAsync(RicloudRequest request, CancellationToken cancellationToken)
    {
        var prepared = Prepare(request);
        using var answer = await _sender.SendAsync(prepared, BeginCall(), cancellationToken).ConfigureAwait(false);
        return new RicloudResponse
        {
            StatusCode = answer.StatusCode,
            Headers = Headers(answer.Response),
            Text = answer.Length == 0 ? string.Empty : Understand(prepared, answer, static whole => JsonBody.Text(whole.Body, whole.Length)),
            Value = answer.Length == 0 ? null : Read(prepared, answer, static json => json.Plain()),
        };
    }

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Headers.Concat(response.Content.Headers))
        {
            headers[header.Key] = string.Join(", ", header.Value);
        }

        return headers;
    }

    private PreparedRequest Prepare(RicloudRequest request) => new(request, _connection.Address, _connection.Token);

    private T Read<T>(PreparedRequest request, Answer answer, Func<JsonCursor, T> read) =>
        Understand(request, answer, whole => JsonBody.Read(whole.Body, whole.Length, read, Origin));

    private T Understand<T>(PreparedRequest request, Answer answer, Func<Answer, T> understand)
    {
        try
        {
            return understand(answer);
        }
        catch (BodyFormatException exception)
        {
            throw _failures.Unreadable(request, answer, exception);
        }
    }
}
