using Ricloud.Http;
using Ricloud.Values;

namespace Ricloud.Services;

/// <summary>Builds the bodies of changes from what the caller set.</summary>
internal static class RequestBodies
{
    public static void AddIfSet(this Dictionary<string, object?> body, string name, Optional<string> value)
    {
        if (value.IsSet)
        {
            body.Add(name, value.Value);
        }
    }

    public static void AddIdIfSet(this Dictionary<string, object?> body, string name, Optional<string?> id)
    {
        if (id.IsSet)
        {
            body.Add(name, ApiId.Value(id.Value));
        }
    }

    /// <summary>Whether files are published with what their source knows of them, of an organisation or a key (API contract: documented).</summary>
    public static void AddConfigIfSet(this Dictionary<string, object?> body, bool? publishSourceFiles)
    {
        if (publishSourceFiles is { } value)
        {
            body.Add("config", new Dictionary<string, object?> { ["publish_source_files"] = value });
        }
    }

    /// <summary>An update may be repeated: it sets the same values, and a config's own test follows the last one.</summary>
    public static RicloudRequest Update(string path, Dictionary<string, object?> changes, string parameterName)
    {
        if (changes.Count == 0)
        {
            throw new ArgumentException("Nothing to change: set at least one value.", parameterName);
        }

        return new RicloudRequest { Method = "POST", Path = path, Body = changes, Idempotent = true };
    }
}
