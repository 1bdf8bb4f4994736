using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Json;

namespace Ricloud.Http;

/// <summary>From a request to a value: prepares it, has it sent, and reads the answer with the one reader.</summary>
internal sealed class RicloudChannel
{
    private readonly RicloudConnection _connection;
    private readonly RequestSender _sender;
    private readonly Failures _failures;

    internal RicloudChannel(RicloudConnection connection, IRicloudObserver? observer)
    {
        _connection = connection;
        _sender = new RequestSender(connection, observer);
        _failures = new Failures(connection);
    }

    internal async Task<T> ReadAsync<T>(RicloudRequest request, Func<JsonCursor, T> read, CancellationToken cancellationToken)
    {
        PreparedRequest prepared = Prepare(request);
        using Answer answer = await _sender.SendAsync(prepared, cancellationToken).ConfigureAwait(false);
        return Read(prepared, answer, read);
    }

    /// <summary>A second try that finds nothing means that the first one has done it.</summary>
    internal async Task<T?> DeleteAsync<T>(RicloudRequest request, Func<JsonCursor, T> read, CancellationToken cancellationToken)
        where T : class
    {
        PreparedRequest prepared = Prepare(request);
        try
        {
            using Answer answer = await _sender.SendAsync(prepared, cancellationToken).ConfigureAwait(false);
            return answer.Length == 0 ? null : Read(prepared, answer, read);
        }
        catch (RicloudException exception) when (exception.Kind == RicloudErrorKind.NotFound && exception.MayHaveHappenedBefore)
        {
            return null;
        }
    }

    internal async Task<RicloudResponse> SendRawAsync(RicloudRequest request, CancellationToken cancellationToken)
    {
        PreparedRequest prepared = Prepare(request);
        using Answer answer = await _sender.SendAsync(prepared, cancellationToken).ConfigureAwait(false);
        return new RicloudResponse
        {
            StatusCode = answer.StatusCode,
            Headers = Headers(answer.Response),
            Text = answer.Length == 0 ? string.Empty : Understand(prepared, answer, static whole => JsonBody.Text(whole.Body, whole.Length)),
            Value = answer.Length == 0 ? null : Read(prepared, answer, static json => json.Plain(hideSecrets: false)),
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
        Understand(request, answer, whole => JsonBody.Read(whole.Body, whole.Length, read));

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
