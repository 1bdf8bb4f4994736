using Ricloud.Json;

namespace Ricloud.Models;

/// <summary>What an error's body said (API contract: documented). Whatever doesn't fit is left out: the status alone is an error already.</summary>
internal sealed class ApiError(string? code, string? message, IReadOnlyDictionary<string, object?>? fields)
{
    public string? Code { get; } = code;

    public string? Message { get; } = message;

    public IReadOnlyDictionary<string, object?>? Params { get; } = fields;

    public static ApiError From(Attributes json) =>
        new(json.Text("error"), json.Text("message"), Masked(json.Plain("params")) as IReadOnlyDictionary<string, object?>);

    /// <summary>An error is copied to files and jobs whole, and a SecureString in it would be readable there.</summary>
    private static object? Masked(object? value) => value switch
    {
        RicloudSecret => RicloudSecret.Shown,
        Dictionary<string, object?> members => members.ToDictionary(m => m.Key, m => Masked(m.Value)),
        List<object?> elements => elements.ConvertAll(Masked),
        _ => value,
    };
}
