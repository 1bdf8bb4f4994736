namespace Ricloud.Emulator.Faults;

/// <summary>What is done to a request, once its rule has fired.</summary>
internal abstract class Fault
{
    /// <summary>Takes what it needs of the request while the caller is there.</summary>
    public virtual Task BeginAsync(FaultedRequest request) => Task.CompletedTask;

    public abstract Task ApplyAsync(FaultedRequest request);
}

/// <summary>Another answer than the API's.</summary>
internal sealed class AnswerFault(int status, bool after) : Fault
{
    public FaultBody Body { get; init; } = FaultBody.Empty;

    public RetryAfter? RetryAfter { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; init; }

    public override async Task ApplyAsync(FaultedRequest request)
    {
        if (after)
        {
            await request.HandleAsideAsync().ConfigureAwait(false);
        }

        var response = request.Http.Response;
        response.Headers.Clear();
        response.StatusCode = status;
        response.Headers.RetryAfter = RetryAfter?.ToText(request.Now);
        response.Headers.Location = Location;
        response.ContentType = Body.ContentType;
        response.ContentLength = FaultBody.IsAllowed(status) ? Body.Bytes.Length : null;
        await response.StartAsync(request.Http.RequestAborted).ConfigureAwait(false);
        if (!Body.Bytes.IsEmpty)
        {
            await response.Body.WriteAsync(Body.Bytes, request.Http.RequestAborted).ConfigureAwait(false);
        }
    }
}

/// <summary>
/// The answer comes late. Held before its handling, a request is handled all the same when its caller has given up
/// meanwhile, as behind a slow proxy.
/// </summary>
internal sealed class DelayFault(TimeSpan length, bool after) : Fault
{
    public override Task BeginAsync(FaultedRequest request) => after ? Task.CompletedTask : request.OutliveCallerAsync();

    public override async Task ApplyAsync(FaultedRequest request)
    {
        if (after)
        {
            var answer = await request.HandleAsideAsync().ConfigureAwait(false);
            await request.WaitWithCallerAsync(length).ConfigureAwait(false);
            await request.Http.Response.Body.WriteAsync(answer.Body, request.Http.RequestAborted).ConfigureAwait(false);
            return;
        }

        await request.WaitAsync(length).ConfigureAwait(false);
        await request.HandleAsync().ConfigureAwait(false);
    }
}

/// <summary>The connection ends without an answer.</summary>
internal sealed class DropFault(bool after, bool reset) : Fault
{
    public override async Task ApplyAsync(FaultedRequest request)
    {
        if (after)
        {
            await request.HandleAsideAsync().ConfigureAwait(false);
        }

        var connection = new RawConnection(request.Http);
        request.Entry.Drop();
        if (reset)
        {
            connection.Reset();
        }
        else
        {
            await request.CloseAsync(connection).ConfigureAwait(false);
        }
    }
}

/// <summary>The head of the answer comes at once, and its body in pieces with a pause before each.</summary>
internal sealed class SlowFault(int pieceLength, TimeSpan pause) : Fault
{
    public override async Task ApplyAsync(FaultedRequest request)
    {
        var answer = await request.HandleAsideAsync().ConfigureAwait(false);
        await request.Http.Response.StartAsync(request.Http.RequestAborted).ConfigureAwait(false);
        await request.Http.Response.Body.FlushAsync(request.Http.RequestAborted).ConfigureAwait(false);
        for (var at = 0; at < answer.Body.Length; at += pieceLength)
        {
            await request.WaitWithCallerAsync(pause).ConfigureAwait(false);
            var piece = answer.Body.AsMemory(at, Math.Min(pieceLength, answer.Body.Length - at));
            await request.Http.Response.Body.WriteAsync(piece, request.Http.RequestAborted).ConfigureAwait(false);
            await request.Http.Response.Body.FlushAsync(request.Http.RequestAborted).ConfigureAwait(false);
        }
    }
}

/// <summary>The answer is announced whole, and ends in the middle of its body.</summary>
/// <param name="length">The bytes of the body that are sent; null for half of them. The last byte never is.</param>
internal sealed class TruncateFault(long? length) : Fault
{
    public override async Task ApplyAsync(FaultedRequest request)
    {
        var answer = await request.HandleAsideAsync().ConfigureAwait(false);
        var whole = answer.Body.Length;
        var sent = (int)Math.Min(length ?? whole / 2, Math.Max(0, whole - 1));
        request.Entry.Send(RequestOutcome.Cut, answer.Status);
        var connection = new RawConnection(request.Http);
        await connection.SendAsync(request.Now, whole, answer.Body.AsMemory(0, sent)).ConfigureAwait(false);
        await request.CloseAsync(connection).ConfigureAwait(false);
    }
}

/// <summary>The whole answer is sent under a Content-Length that isn't its own, and the connection closed.</summary>
/// <param name="by">How many bytes are announced that don't come or, below zero, come unannounced.</param>
internal sealed class WrongLengthFault(long by) : Fault
{
    public override async Task ApplyAsync(FaultedRequest request)
    {
        var answer = await request.HandleAsideAsync().ConfigureAwait(false);
        request.Entry.Send(by > 0 ? RequestOutcome.Cut : RequestOutcome.Answered, answer.Status);
        var connection = new RawConnection(request.Http);
        await connection.SendAsync(request.Now, Math.Max(0, answer.Body.Length + by), answer.Body).ConfigureAwait(false);
        await request.CloseAsync(connection).ConfigureAwait(false);
    }
}

/// <summary>The answer has a byte that UTF-8 never has, in its first text value.</summary>
internal sealed class InvalidUtf8Fault : Fault
{
    private const byte NeverInUtf8 = 0xFF;

    public override async Task ApplyAsync(FaultedRequest request)
    {
        var answer = await request.HandleAsideAsync().ConfigureAwait(false);
        var valueStart = answer.Body.AsSpan().IndexOf(":\""u8);
        var at = valueStart < 0 ? answer.Body.Length : valueStart + 2;
        byte[] spoiled = [.. answer.Body.AsSpan(0, at), NeverInUtf8, .. answer.Body.AsSpan(at)];
        request.Http.Response.ContentLength = spoiled.Length;
        await request.Http.Response.Body.WriteAsync(spoiled, request.Http.RequestAborted).ConfigureAwait(false);
    }
}
