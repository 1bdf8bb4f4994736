namespace Ricloud.Emulator.Faults;

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
