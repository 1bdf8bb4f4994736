using System.Net.Http;
using Ricloud.Json;
using Ricloud.Values;

namespace Ricloud.Http;

/// <summary>From a request to a value: prepares it, has it sent, and reads the answer with the one reader.</summary>
internal sealed class RicloudChannel(RicloudConnection connection)
{
    private readonly RicloudConnection _connection = connection;
    private readonly RequestSender _sender = new RequestSender(connection);
    private readonly Failures _failures = new Failures(connection);

    public RicloudOrigin Origin => _connection.Origin;

    public RicloudClientOptions Options => _connection.Options;

    public RetryPolicy Retries => _connection.Retries;

    public ApiToken Token => _connection.Token;

    public void ReplaceToken(RicloudSecret old, RicloudSecret successor) => _connection.ReplaceToken(old, successor);

    public Task<T> ReadAsync<T>(RicloudRequest request, Func<Attributes, T> read, Call call) => SendAsync(request, answer => Read(answer, read), call);

    /// <summary>The same for an answer that may be empty: null then.</summary>
    public Task<T?> ReadIfAnyAsync<T>(RicloudRequest request, Func<Attributes, T> read, Call call)
        where T : class => SendAsync(request, answer => answer.Length == 0 ? null : Read(answer, read), call);

    public Task<RicloudResponse> SendRawAsync(RicloudRequest request, Call call) => SendAsync(request, Raw, call);

    /// <summary>Pauses before a request goes out, or goes out again.</summary>
    public Task PauseAsync(RicloudRequest request, string reason, TimeSpan pause, Call call) =>
        _sender.PauseAsync(Prepare(request, call), reason, pause);

    private async Task<T> SendAsync<T>(RicloudRequest request, Func<Answer, T> understand, Call call)
    {
        var prepared = Prepare(request, call);
        using var answer = await _sender.SendAsync(prepared).ConfigureAwait(false);
        try
        {
            return understand(answer);
        }
        catch (BodyFormatException exception)
        {
            throw _failures.Unreadable(prepared, answer, exception);
        }
    }

    private PreparedRequest Prepare(RicloudRequest request, Call call) =>
        new(request, _connection.Address, _connection.Token, call, call.Budget ?? CallBudget.Begin(Options));

    private T Read<T>(Answer answer, Func<Attributes, T> read) => read(JsonBody.Read(answer.Body, answer.Length, Origin));

    private static RicloudResponse Raw(Answer answer) => new()
    {
        StatusCode = answer.StatusCode,
        Headers = Headers(answer.Response),
        Text = answer.Length == 0 ? string.Empty : JsonBody.Text(answer.Body, answer.Length),
        Value = answer.Length == 0 ? null : JsonBody.Plain(answer.Body, answer.Length),
    };

    private static Dictionary<string, string> Headers(HttpResponseMessage response)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var header in response.Headers.Concat(response.Content.Headers))
        {
            headers[header.Key] = string.Join(", ", header.Value);
        }

        return headers;
    }
}
