using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Ricloud.Tests.Harness;

/// <summary>A loopback HTTP server that the test scripts: it records what arrives and answers what the test says.</summary>
internal sealed class StubApi : IAsyncDisposable
{
    private static readonly byte[] Padding = [.. System.Linq.Enumerable.Repeat((byte)' ', 64 * 1024)];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<StubRequest> _requests = [];
    private readonly ConcurrentDictionary<Task, byte> _connections = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Func<StubRequest, StubAnswer> _answer;
    private readonly Task _accepting;

    /// <param name="answer">Decides about each request; called on any thread, in the order of arrival on each connection.</param>
    public StubApi(Func<StubRequest, StubAnswer> answer)
    {
        _answer = answer;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>Gets the requests so far, in the order of arrival.</summary>
    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>Makes a stub that gives these answers one after another; the last one is repeated.</summary>
    public static StubApi InTurn(params StubAnswer[] answers)
    {
        int next = -1;
        return new StubApi(_ => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)]);
    }

    /// <summary>Waits until at least so many requests have arrived.</summary>
    public async Task WaitForRequestsAsync(int count)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(PipelineRun.Deadline);
        while (_requests.Count < count)
        {
            await _arrived.WaitAsync(deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _listener.Dispose();
        _arrived.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_ending.Token);
                _connections.TryAdd(ServeAsync(client), 0);
            }
            catch (Exception ended) when (_ending.IsCancellationRequested && ended is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient connection = client;
        NetworkStream stream = connection.GetStream();
        var reader = new StubRequestReader(stream);
        try
        {
            while (await reader.ReadAsync(_ending.Token) is { } request)
            {
                _requests.Enqueue(request);
                _arrived.Release();
                StubAnswer answer = _answer(request);
                if (answer.Until is not null)
                {
                    await answer.Until.WaitAsync(_ending.Token);
                }

                await stream.WriteAsync(answer.Raw, _ending.Token);
                for (long left = answer.Padding; left > 0; left -= Padding.Length)
                {
                    await stream.WriteAsync(Padding.AsMemory(0, (int)Math.Min(left, Padding.Length)), _ending.Token);
                }

                if (!answer.KeepsOpen)
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The client hung up, or the test is over.
        }
    }
}
