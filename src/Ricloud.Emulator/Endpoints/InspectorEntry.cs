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
    private readonly Dictionary<string, (string Token, DateTimeOffset Until)> _codes = new(StringComparer.Ordinal);

    public IEnumerable<Route> Routes => [new("POST", InspectorFiles.Path + "/token", AnswerAsync, NeedsToken: false)];

    /// <summary>The address that leads in.</summary>
    /// <param name="url">Where the emulator is reached.</param>
    /// <param name="token">What the page gets.</param>
    /// <param name="isGoodForLong">Whether it is told to somebody who opens it when he likes.</param>
    public string Open(string url, string token, bool isGoodForLong = false)
    {
        lock (_gate)
        {
            var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            _codes[code] = (token, isGoodForLong ? DateTimeOffset.MaxValue : time.GetUtcNow() + Good);
            return $"{url}{InspectorFiles.Path}#code={code}";
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
            // 128 random bits: how long a look-up takes tells nothing of use.
            return _codes.Remove(given, out var entry) && time.GetUtcNow() <= entry.Until ? entry.Token : null;
        }
    }
}
