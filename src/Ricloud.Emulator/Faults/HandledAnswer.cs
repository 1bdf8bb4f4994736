namespace Ricloud.Emulator.Faults;

/// <param name="Status">What the API's handling answers.</param>
/// <param name="Body">Its whole body.</param>
internal sealed record HandledAnswer(int Status, byte[] Body);
