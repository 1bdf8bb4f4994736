namespace Ricloud.Emulator.Inspection;

/// <summary>One thing that happened: exactly one of its parts is there.</summary>
/// <param name="Number">Counts on for as long as the process lives; the first is 1.</param>
internal sealed record Activity(long Number)
{
    public DeliveryRecord? Delivery { get; init; }

    public RequestRecord? Request { get; init; }

    public ConfigRecord? Config { get; init; }

    public long Size => Delivery?.Size ?? 500;
}

/// <summary>A request to the API that was answered.</summary>
/// <param name="At">When it came; microseconds since 1970.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, decoded.</param>
/// <param name="Query">Its query with the question mark, or empty.</param>
/// <param name="Key">The id of the key that asked; null where none was taken.</param>
/// <param name="Status">What was answered; null when nothing was.</param>
/// <param name="Outcome">As the request log has it.</param>
/// <param name="Duration">How long that took.</param>
/// <param name="Fault">The kind of the fault that it met; null for none.</param>
/// <param name="Rule">The id of that fault's rule.</param>
/// <param name="IsInspectors">Whether the page itself asked.</param>
internal sealed record RequestRecord(
    long At, string Method, string Path, string Query, long? Key, int? Status, string Outcome, TimeSpan Duration, string? Fault, long? Rule, bool IsInspectors);

/// <summary>A webhook config's new state, or its end.</summary>
/// <param name="At">Microseconds since 1970.</param>
/// <param name="Id">The config.</param>
/// <param name="Url">Its address by then.</param>
/// <param name="State">Its state; null once it is deleted.</param>
/// <param name="Reason">Why, for people.</param>
internal sealed record ConfigRecord(long At, long Id, string Url, string? State, string Reason);
