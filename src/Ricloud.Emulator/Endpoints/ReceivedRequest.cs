namespace Ricloud.Emulator.Endpoints;

/// <param name="ReceivedAt">Microseconds since 1970.</param>
/// <param name="EventId">What followed the receiver's name in the path; null when nothing did.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
/// <param name="Signature">The signature header as it came; null when there was none.</param>
/// <param name="Verdict">What the signature is worth.</param>
/// <param name="Status">What was answered.</param>
/// <param name="Body">The body, cut at a limit.</param>
/// <param name="BodyLength">How many bytes it had.</param>
internal sealed record ReceivedRequest(
    long ReceivedAt, string? EventId, string Query, string? Signature, string Verdict, int Status, string Body, int BodyLength);
