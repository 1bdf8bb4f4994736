using Ricloud.Json;
using Names = Ricloud.Json.ErrorAttributes;

namespace Ricloud.Models;

/// <summary>Turns answers into models: one reader a model, its names in one table.</summary>
internal static partial class ModelJson
{
    public static RicloudEvent ParseEvent(byte[] json)
    {
        try
        {
            return JsonBody.Read(json, json.Length, ReadEvent);
        }
        catch (BodyFormatException exception)
        {
            throw new FormatException($"This isn't an event: {exception.Message}.", exception);
        }
    }

    /// <summary>Reads an error's body. Whatever doesn't fit is left out: the status alone is an error already.</summary>
    public static ApiError ReadError(JsonCursor json)
    {
        json.BeginObject();
        ApiError error = new();
        while (json.NextAttribute() is { } name)
        {
            var value = json.Plain();
            switch (name)
            {
                case Names.Error:
                    error.Code = value as string;
                    break;
                case Names.Message:
                    error.Message = value as string;
                    break;
                case Names.Params:
                    error.Params = Masked(value) as IReadOnlyDictionary<string, object?>;
                    break;
            }
        }

        return error;
    }

    /// <summary>An error is copied to files and jobs whole, and a SecureString in it would be readable there.</summary>
    private static object? Masked(object? value) => value switch
    {
        RicloudSecret => RicloudSecret.Shown,
        Dictionary<string, object?> members => members.ToDictionary(m => m.Key, m => Masked(m.Value)),
        List<object?> elements => elements.ConvertAll(Masked),
        _ => value,
    };
}
