namespace Ricloud.Emulator.Faults;

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
