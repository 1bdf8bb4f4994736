namespace Ricloud.Emulator.Storage;

/// <summary>What a list is asked for.</summary>
internal sealed record ListQuery
{
    public required int Limit { get; init; }

    /// <summary>Only rows older than this key, which itself need not be there any more.</summary>
    public long? After { get; init; }

    /// <summary>Only rows newer than this key.</summary>
    public long? Before { get; init; }

    /// <summary>The earliest date, in microseconds, that counts.</summary>
    public long? From { get; init; }

    /// <summary>The latest date, in microseconds, that counts.</summary>
    public long? To { get; init; }

    /// <summary>Leaves out the rows in the state <c>deactivated</c>.</summary>
    public bool HideDeactivated { get; init; }

    /// <summary>Columns and what each must equal. The names come from the code, the values from the request.</summary>
    public IReadOnlyList<(string Column, object Value)> Filters { get; init; } = [];

    /// <summary>No row can match: the filter asks for what this emulator never has.</summary>
    public bool MatchesNothing { get; init; }
}
