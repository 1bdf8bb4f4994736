namespace Ricloud.Changes;

/// <summary>What a look through a list has shown.</summary>
internal sealed class Findings<T>(IReadOnlyList<T> ours, bool cannotTell)
{
    public IReadOnlyList<T> Ours { get; } = ours;

    public bool CannotTell { get; } = cannotTell;

    /// <summary>The one that was made first: lists run newest first.</summary>
    public T? First => Ours.Count == 0 ? default : Ours[Ours.Count - 1];
}
