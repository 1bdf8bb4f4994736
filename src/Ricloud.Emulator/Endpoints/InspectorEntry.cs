using System.Security.Cryptography;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;

namespace Ricloud.Emulator.Endpoints;

/// <summary>
/// The way into the inspector for a browser that this process opens. What a browser is started with, every user of the machine can
/// read, so that it is no token but a word that gets one: once, and soon.
/// </summary>
internal sealed class InspectorEntry(TimeProvider time)
{
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(1);
    private static readonly Field[] Fields = [new("code") { IsRequired = true }];

    private readonly Lock _gate = new();
    private string? _code;
    private string? _token;
    private DateTimeOffset _until;

    public IEnumerable<Route> Routes => [new("POST", InspectorFiles.Path + "/token", AnswerAsync, NeedsToken: false)];

    /// <summary>The address that leads in.</summary>
    public string Open(string url, string token)
    {
        lock (_gate)
        {
            _code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            _token = token;
            _until = time.GetUtcNow() + Good;
            return $"{url}{InspectorFiles.Path}#code={_code}";
        }
    }

    private async Task AnswerAsync(Exchange exchange)
    {
        var body = await Body.ReadAsync(exchange.Request, Fields).ConfigureAwait(false);
        body.ThrowIfSettled();
        var token = Take((string)body.Values["code"]!) ?? throw new RefusedException(401, ErrorCode.Unauthorized, "This code was used already, or is too old.");
        await exchange.AnswerAsync(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("token", token);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private string? Take(string given)
    {
        lock (_gate)
        {
            if (_code is null || time.GetUtcNow() > _until || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(_code)))
            {
                return null;
            }

            _code = null;
            return _token;
        }
    }
}
