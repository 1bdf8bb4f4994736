using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Ricloud.Emulator.Tests.Support;

/// <summary>The real process from out/emulator, and a client for it.</summary>
public sealed class RunningEmulator : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _errors = new();

    private RunningEmulator(Process process)
    {
        Process = process;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
    }

    public static string Executable { get; } = Path.Combine(
        typeof(RunningEmulator).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(m => m.Key == "RepositoryRoot").Value!,
        "out", "emulator", "ricloud-emulator.dll");

    public Process Process { get; }

    public string ReadyLine { get; private set; } = "";

    public string Url { get; private set; } = "";

    public string Token { get; private set; } = "";

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    public static Task<RunningEmulator> StartAsync(params string[] arguments) => StartAsync(null, arguments);

    public static async Task<RunningEmulator> StartAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        RunningEmulator emulator = new(StartProcess(environment, arguments));
        emulator.Process.BeginErrorReadLine();
        using CancellationTokenSource deadline = new(Patience);
        string? line = await emulator.Process.StandardOutput.ReadLineAsync(deadline.Token);
        if (line is null)
        {
            await emulator.Process.WaitForExitAsync(deadline.Token);
            Assert.Fail($"The emulator ended with {emulator.Process.ExitCode}: {emulator.Errors}");
        }

        using JsonDocument ready = JsonDocument.Parse(line);
        emulator.ReadyLine = line;
        emulator.Url = ready.RootElement.GetProperty("url").GetString()!;
        emulator.Token = ready.RootElement.GetProperty("token").GetString()!;
        emulator.Http.BaseAddress = new Uri(emulator.Url);
        return emulator;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using Process process = StartProcess(environment, arguments);
        using CancellationTokenSource deadline = new(Patience);
        Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output, await errors);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, object? body = null, string? awaitSeconds = null) => SendAsync(
        HttpMethod.Post, path, body is null ? null : JsonSerializer.Serialize(body), ("Ricloud-Await", awaitSeconds));

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, params (string Name, string? Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(Url + path));
        request.Headers.TryAddWithoutValidation("Authorization", $"Token {Token}");
        foreach ((string name, string? value) in headers.Where(h => h.Value is not null))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        using HttpResponseMessage response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Makes a config and waits until it has been tested.</summary>
    public async Task<JsonElement> CreateTestedAsync(string url)
    {
        Answer created = await PostAsync("/configs/webhook", new { url });
        Assert.Equal(201, created.Status);
        return await WaitForAsync(
            $"/configs/webhook/{created.Id}", config => config.GetProperty("state").GetString() != "new");
    }

    /// <summary>Makes a storage config and waits until it is valid, so that there can be polls.</summary>
    public async Task<Answer> CreateStorageAsync(object? config = null)
    {
        Answer created = await PostAsync("/configs/storage", config ?? new { url = "gs://bucket/place", credentials = new { client_email = "a@b", private_key = "x" } });
        Assert.Equal(201, created.Status);
        await WaitForAsync($"/configs/storage/{created.Id}", one => one.GetProperty("state").GetString() == "valid");
        return created;
    }

    /// <summary>Makes an active session of a user of the test's own.</summary>
    public async Task<Answer> CreateSessionAsync(string user, string type = "mocks.mock", object? payload = null)
    {
        Answer owner = await PostAsync("/users", new { identifier = user });
        Answer session = await PostAsync(
            "/sessions", new { source = new { user = owner.Id, type, identifier = user }, payload = payload ?? new { password = "any" } }, awaitSeconds: "10");
        Assert.Equal(201, session.Status);
        Assert.Equal("active", session.State);
        return session;
    }

    /// <summary>Asks until the answer is as wanted.</summary>
    public async Task<JsonElement> WaitForAsync(string path, Func<JsonElement, bool> isThere)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (true)
        {
            Answer answer = await GetAsync(path);
            if (answer.Status == 200 && isThere(answer.Json))
            {
                return answer.Json;
            }

            Assert.True(clock.Elapsed < Patience, $"GET {path} still answers {answer.Status} {answer.Text}. {Errors}");
            await Task.Delay(20);
        }
    }

    public string ReceiverUrl(string name) => $"{Url}/_emulator/receiver/{name}";

    /// <summary>As a power cut would.</summary>
    public async Task KillAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Process.HasExited)
        {
            await KillAsync();
        }

        Process.Dispose();
        Http.Dispose();
    }

    private static Process StartProcess(IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Executable);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
