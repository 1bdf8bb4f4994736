namespace Ricloud.Emulator.Faults;

/// <summary>
/// The answer comes late. Held before its handling, a request is handled all the same when its caller has given up
/// meanwhile, as behind a slow proxy.
/// </summary>
internal sealed class DelayFault(TimeSpan length, bool after) : Fault
{
    public override async Task ApplyAsync(FaultedRequest request)
    {
        if (after)
        {
            var answer = await request.HandleAsideAsync().ConfigureAwait(false);
            await request.WaitWithCallerAsync(length).ConfigureAwait(false);
            await request.Http.Response.Body.WriteAsync(answer.Body, request.Http.RequestAborted).ConfigureAwait(false);
            return;
        }

        await request.OutliveCallerAsync().ConfigureAwait(false);
        await request.WaitAsync(length).ConfigureAwait(false);
        await request.HandleAsync().ConfigureAwait(false);
    }
}
