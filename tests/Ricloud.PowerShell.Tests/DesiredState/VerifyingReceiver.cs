using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;

namespace Ricloud.Tests.DesiredState;

/// <summary>A receiver that accepts what is signed with a secret that it has been given, and nothing else.</summary>
internal sealed class VerifyingReceiver : IAsyncDisposable
{
    private readonly ConcurrentBag<string> _secrets = [];
    private readonly ConcurrentBag<string> _taken = [];
    private readonly ConcurrentBag<string> _refused = [];
    private readonly StubApi _stub;

    public VerifyingReceiver() => _stub = new StubApi(Receive);

    public string Url => _stub.Url.ToString();

    /// <summary>The ids of the events that were taken.</summary>
    public IReadOnlyCollection<string> Taken => [.. _taken];

    /// <summary>What the events were that were refused.</summary>
    public IReadOnlyCollection<string> Refused => [.. _refused];

    /// <summary>Gives it one more secret.</summary>
    public Action<string> Deploy => _secrets.Add;

    public ValueTask DisposeAsync() => _stub.DisposeAsync();

    private StubAnswer Receive(StubRequest request)
    {
        using JsonDocument body = JsonDocument.Parse(request.Body);
        string[] parts = request.Headers["Ricloud-Signature"].Split(',');
        byte[] signed = [.. Encoding.ASCII.GetBytes(parts[0][2..] + "."), .. request.Body];
        bool isGenuine = _secrets.Any(secret => parts[1][2..] == Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)));
        string what = body.RootElement.GetProperty("type").GetString() + "." + body.RootElement.GetProperty("action").GetString();
        (isGenuine ? _taken : _refused).Add(isGenuine ? body.RootElement.GetProperty("id").GetString()! : what);
        return StubAnswer.Json(isGenuine ? 200 : 401, "{}");
    }
}
