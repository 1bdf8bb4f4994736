namespace Ricloud.Emulator.Faults;

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
