using System.Collections.Generic;

namespace Ricloud.Changes;

/// <summary>What a look through a list has shown.</summary>
internal sealed class Findings<T>(IReadOnlyList<T> ours, bool cannotTell)
{
    internal IReadOnlyList<T> Ours { get; } = ours;

    internal bool CannotTell { get; } = cannotTell;

    /// <summary>The one that was made first: lists run newest first.</summary>
    internal T? First => Ours.Count == 0 ? default : Ours[Ours.Count - 1];
}
