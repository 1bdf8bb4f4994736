using System.Collections.Generic;

namespace Ricloud.Changes;

/// <summary>What a look through a list has shown.</summary>
internal sealed record Findings<T>(IReadOnlyList<T> Ours, bool CannotTell)
{
    /// <summary>The one that was made first: lists run newest first.</summary>
    internal T? First => Ours.Count == 0 ? default : Ours[Ours.Count - 1];
}
