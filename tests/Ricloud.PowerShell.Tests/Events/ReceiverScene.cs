using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>A receiving command in a runspace of its own, and somebody who sends to it.</summary>
internal sealed class ReceiverScene : IDisposable
{
    public const string Secret = "planted-secret-0815";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new();
    private readonly ModuleRunspace _module = new();

    public int Port { get; } = FreePort();

    public ModuleRunspace Module => _module;

    public PipelineRun? Run { get; private set; }

    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static string Event(string id, string type = "task", string action = "succeeded") =>
        $$"""{"id":"{{id}}","resource":"event","type":"{{type}}","action":"{{action}}","data":{"id":5},"state":"pending","retries":0,"date_created":"2026-01-02T03:04:05.000006Z","date_delivered":null}""";

    /// <summary>Signs as the API does, written from the contract alone.</summary>
    public static string Sign(byte[] body, string secret = Secret)
    {
        string time = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        return $"t={time},s={Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    /// <summary>Starts a script, in which $port is the port, and waits until it listens.</summary>
    public async Task<PipelineRun> ListenAsync(string script, params (string Name, object? Value)[] variables)
    {
        Dictionary<string, object?> values = variables.ToDictionary(v => v.Name, v => v.Value);
        values["port"] = Port;
        values["secret"] = Secret;
        Run = _module.Start(script, values);
        await UntilAsync(() => Run.HasEnded || Run.Information.Any(i => i.ToString().StartsWith("Listening", StringComparison.Ordinal)));
        Assert.False(Run.HasEnded, Run.HasEnded ? Run.Wait().TerminatingError?.ToString() ?? "It ended." : null);
        return Run;
    }

    /// <summary>Sends an event as the API does.</summary>
    public Task<HttpStatusCode> SendAsync(string id, string type = "task", string action = "succeeded", string secret = Secret) =>
        PostAsync("/" + id, Event(id, type, action), body => Sign(body, secret));

    /// <summary>Asks whether it is there, as a load balancer does.</summary>
    public async Task<HttpStatusCode> ProbeAsync(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync("http://127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture) + path);
        return response.StatusCode;
    }

    /// <summary>Posts anything.</summary>
    public async Task<HttpStatusCode> PostAsync(string path, string body, Func<byte[], string?> sign)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        using HttpRequestMessage request = new(HttpMethod.Post, "http://127.0.0.1:" + Port.ToString(CultureInfo.InvariantCulture) + path) { Content = new ByteArrayContent(bytes) };
        if (sign(bytes) is { } signature)
        {
            request.Headers.TryAddWithoutValidation("Ricloud-Signature", signature);
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    public static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource time = new(Deadline);
        while (!condition())
        {
            await Task.Delay(10, time.Token);
        }
    }

    public static IEnumerable<string> Ids(PipelineRun run) => run.Output.Select(o => (string)o.Properties["Id"].Value);

    public void Dispose()
    {
        if (Run is { HasEnded: false })
        {
            Run.Stop();
        }

        _module.Dispose();
        _http.Dispose();
    }
}
