using System.Collections.Generic;

namespace Ricloud.Json;

/// <summary>What an error's body said.</summary>
internal sealed record ApiError
{
    internal string? Code { get; init; }

    internal string? Message { get; init; }

    internal IReadOnlyDictionary<string, object?>? Params { get; init; }
}
