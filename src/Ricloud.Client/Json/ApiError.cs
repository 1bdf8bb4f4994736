namespace Ricloud.Json;

/// <summary>What an error's body said.</summary>
internal sealed class ApiError
{
    public string? Code { get; set; }

    public string? Message { get; set; }

    public IReadOnlyDictionary<string, object?>? Params { get; set; }
}
