namespace Ricloud.Emulator.Faults;

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
