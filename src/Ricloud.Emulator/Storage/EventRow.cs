namespace Ricloud.Emulator.Storage;

/// <summary>
/// An event. <c>Number</c> is its place in the order of events, as the id is a UUID and says nothing about order;
/// <c>Data</c> is the resource as JSON, as it was when the event happened.
/// </summary>
internal sealed record EventRow(
    long Number, string Id, string Type, string Action, string Data, string State, long Retries,
    long DateCreated, long? DateDelivered);
