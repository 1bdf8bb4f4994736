using System.Collections.Generic;

namespace Ricloud.Json;

/// <summary>What an error's body said.</summary>
internal sealed class ApiError
{
    internal string? Code { get; set; }

    internal string? Message { get; set; }

    internal IReadOnlyDictionary<string, object?>? Params { get; set; }
}
