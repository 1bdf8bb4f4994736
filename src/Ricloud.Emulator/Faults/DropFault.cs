namespace Ricloud.Emulator.Faults;

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
