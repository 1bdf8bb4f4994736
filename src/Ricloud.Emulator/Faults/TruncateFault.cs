namespace Ricloud.Emulator.Faults;

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
