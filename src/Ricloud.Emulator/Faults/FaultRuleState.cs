namespace Ricloud.Emulator.Faults;

/// <param name="Rule">The rule.</param>
/// <param name="Seen">How many requests matched it.</param>
/// <param name="Fired">How many of them met its fault.</param>
internal sealed record FaultRuleState(FaultRule Rule, long Seen, long Fired);
