namespace Ricloud.Emulator.Storage;

/// <summary>A table that can be listed, newest first.</summary>
internal sealed class ListSource<T>
{
    public required string Table { get; init; }

    public required string Columns { get; init; }

    /// <summary>The column whose order is the order of the list.</summary>
    public required string Key { get; init; }

    public required Func<Statement, T> Read { get; init; }
}
