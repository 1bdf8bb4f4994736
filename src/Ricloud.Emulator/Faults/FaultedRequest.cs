using System.IO;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;

namespace Ricloud.Emulator.Faults;

/// <summary>A request on which a rule fired, and what its fault can do with it.</summary>
internal sealed class FaultedRequest(
    HttpContext http, LoggedRequest entry, Func<HttpContext, Task> handle, TimeProvider time, CancellationToken stopping)
{
    private readonly CancellationToken _callerGone = http.RequestAborted;

    public HttpContext Http => http;

    public LoggedRequest Entry => entry;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Handles it and answers as if there were no rule.</summary>
    public Task HandleAsync()
    {
        entry.HandlePlainly();
        return handle(http);
    }

    /// <summary>Handles it, so that what it changes is committed, and keeps the answer back.</summary>
    public async Task<HandledAnswer> HandleAsideAsync()
    {
        var wire = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var body = new MemoryStream();
        var aside = new StreamResponseBodyFeature(body);
        http.Features.Set<IHttpResponseBodyFeature>(aside);
        try
        {
            await handle(http).ConfigureAwait(false);
            await aside.CompleteAsync().ConfigureAwait(false);
        }
        finally
        {
            http.Features.Set(wire);
        }

        entry.Handle(http.Response.StatusCode);
        return new HandledAnswer(http.Response.StatusCode, body.ToArray());
    }

    /// <summary>Has the request handled to its end even when the caller goes: all of it has arrived.</summary>
    /// <exception cref="RefusedException">Its body is too large.</exception>
    public async Task OutliveCallerAsync()
    {
        http.RequestAborted = CancellationToken.None;
        http.Request.Body = new MemoryStream(await BodyReader.ReadBytesAsync(http.Request).ConfigureAwait(false));
    }

    /// <summary>Waits, but no longer than this process lives.</summary>
    public Task WaitAsync(TimeSpan length) => Task.Delay(length, time, stopping);

    /// <summary>Waits, but no longer than the caller does.</summary>
    public async Task WaitWithCallerAsync(TimeSpan length)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_callerGone, stopping);
        await Task.Delay(length, time, end.Token).ConfigureAwait(false);
    }

    /// <summary>Gives the caller a moment to see the end of what was sent, and lets the connection go.</summary>
    public async Task CloseAsync(RawConnection connection)
    {
        connection.EndOutput();
        await WaitWithCallerAsync(RawConnection.Linger).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }
}

/// <param name="Status">What the API's handling answers.</param>
/// <param name="Body">Its whole body.</param>
internal sealed record HandledAnswer(int Status, byte[] Body);
