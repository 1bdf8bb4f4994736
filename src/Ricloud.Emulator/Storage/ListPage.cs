namespace Ricloud.Emulator.Storage;

/// <param name="Rows">One page, newest first.</param>
/// <param name="HasMore">More rows follow within the cursors.</param>
/// <param name="Total">All rows that match the filter, whatever the cursors.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Rows, bool HasMore, long Total);
