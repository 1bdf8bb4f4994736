using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Changes;
using Ricloud.Json;

namespace Ricloud.Http;

/// <summary>From a request to a value: prepares it, has it sent, and reads the answer with the one reader.</summary>
internal sealed class RicloudChannel
{
    private readonly RicloudConnection _connection;
    private readonly IRicloudObserver? _observer;
    private readonly RicloudChange? _change;
    private readonly RequestSender _sender;
    private readonly Failures _failures;

    internal RicloudChannel(RicloudConnection connection, IRicloudObserver? observer, RicloudChange? change)
    {
        _connection = connection;
        _observer = observer;
        _change = change;
        _sender = new RequestSender(connection, observer, change);
        _failures = new Failures(connection);
    }

    internal RicloudOrigin Origin => _connection.Origin;

    internal Ledger<WebhookConfig> Configs => _connection.Configs;

    internal Ledger<RicloudTask> Tests => _connection.Tests;

    internal ApiToken Token => _connection.Token;

    internal void ReplaceToken(RicloudSecret old, RicloudSecret successor) => _connection.ReplaceToken(old, successor);

    internal Task<T> ReadAsync<T>(RicloudRequest request, Func<JsonCursor, T> read, CancellationToken cancellationToken) =>
        ReadAsync(request, read, BeginCall(), cancellationToken);

    internal async Task<T> ReadAsync<T>(
        RicloudRequest request, Func<JsonCursor, T> read, Patience patience, CancellationToken cancellationToken)
    {
        PreparedRequest prepared = Prepare(request);
        using Answer answer = await _sender.SendAsync(prepared, patience, cancellationToken).ConfigureAwait(false);
        return Read(prepared, answer, read);
    }

    internal Patience BeginCall() => Patience.Begin(_connection.Options);

    /// <summary>Gives the pause before a lost request goes out anew, or nothing when it doesn't.</summary>
    internal TimeSpan? PauseBeforeSendingAnew(RicloudException failure, Patience patience) => _connection.Retries.PauseAfterLoss(failure, patience);

    /// <summary>A request that seemed lost has done its work: what its repetition would have cost is given back.</summary>
    internal void RequestSucceeded() => _connection.Retries.Succeeded();

    internal Task PauseAsync(RicloudRequest request, string reason, Patience patience, TimeSpan pause, CancellationToken cancellationToken) =>
        _sender.PauseAsync(Prepare(request), reason, patience, pause, cancellationToken);

    /// <summary>Notes what the looks have shown of the change that this view follows.</summary>
    internal void Note(RicloudChangeState state)
    {
        if (_change is not null)
        {
            _change.State = state;
        }
    }

    internal void Tell(RicloudNotice notice) => _observer?.Noticed(notice);

    /// <summary>A second try that finds nothing means that the first one has done it.</summary>
    internal async Task<T?> DeleteAsync<T>(
        RicloudRequest request, Func<JsonCursor, T> read, Patience patience, CancellationToken cancellationToken)
        where T : class
    {
        PreparedRequest prepared = Prepare(request);
        try
        {
            using Answer answer = await _sender.SendAsync(prepared, patience, cancellationToken).ConfigureAwait(false);
            return answer.Length == 0 ? null : Read(prepared, answer, read);
        }
        catch (RicloudException exception) when (exception.Kind == RicloudErrorKind.NotFound && exception.MayHaveHappenedBefore)
        {
            Note(RicloudChangeState.Made);
            return null;
        }
    }

    internal async Task<RicloudResponse> SendRawAsync(RicloudRequest request, CancellationToken cancellationToken)
    {
        PreparedRequest prepared = Prepare(request);
        using Answer answer = await _sender.SendAsync(prepared, BeginCall(), cancellationToken).ConfigureAwait(false);
        return new RicloudResponse
        {
            StatusCode = answer.StatusCode,
            Headers = Headers(answer.Response),
            Text = answer.Length == 0 ? string.Empty : Understand(prepared, answer, static whole => JsonBody.Text(whole.Body, whole.Length)),
            Value = answer.Length == 0 ? null : Read(prepared, answer, static json => json.Plain()),
        };
    }

    /// <summary>Asks with growing pauses until something is done. See <see cref="Polling{T}"/>.</summary>
    internal Task<T> PollAsync<T>(Polling<T> polling, CancellationToken cancellationToken)
        where T : class => polling.RunAsync(_connection.Options, cancellationToken);

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, IEnumerable<string>> header in response.Headers.Concat(response.Content.Headers))
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
