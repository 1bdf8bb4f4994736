using Ricloud.Errors;
using Ricloud.Models;

namespace Ricloud.Http;

/// <summary>What a status means, and what to do about it.</summary>
internal static class StatusErrors
{
    /// <summary>API contract: documented, but for what a proxy may add.</summary>
    public static RicloudErrorKind Kind(int status, string? code) => status switch
    {
        400 when code == "invalid-parameter" => RicloudErrorKind.InvalidParameter,
        400 when code == "invalid-body" => RicloudErrorKind.InvalidBody,
        401 => RicloudErrorKind.Unauthorized,
        403 => RicloudErrorKind.Forbidden,
        404 => RicloudErrorKind.NotFound,
        429 => RicloudErrorKind.RateLimited,
        >= 500 => RicloudErrorKind.Server,
        >= 400 => RicloudErrorKind.Rejected,
        _ => RicloudErrorKind.InvalidResponse,
    };

    public static string Sentence(RicloudErrorKind kind, int status, ApiError? error)
    {
        var said = Said(error);
        return kind switch
        {
            RicloudErrorKind.Unauthorized when error is null => $"the token is refused ({status}), and not in the API's words: is the address the API's?",
            RicloudErrorKind.Forbidden when error is null => $"refused ({status}), and not in the API's words: a proxy or a firewall may stand before it, or the key may not do this.",
            RicloudErrorKind.Unauthorized => $"the API refuses the token ({status}).{said}",
            RicloudErrorKind.Forbidden => $"the key may not do this ({status}). Use a key with the scope for it.{said}",
            RicloudErrorKind.InvalidParameter => $"the API refuses {Names(error?.Params)} ({status}).{said}",
            RicloudErrorKind.InvalidBody => $"the API can't read the body as a JSON object ({status}).{said}",
            RicloudErrorKind.RateLimited => $"the API's rate limit is used up ({status}). Try again later, with fewer requests at once.{said}",
            RicloudErrorKind.Server => $"the API or a proxy before it failed ({status}). Try again later.{said}",
            RicloudErrorKind.InvalidResponse => $"the answer's status {status} is none that the API documents. Is the address right?{said}",
            _ => $"the API refuses the request ({status}).{said}",
        };
    }

    /// <summary>Tells an id that isn't there from an address that isn't the API's.</summary>
    public static string NotFound(string path, int status, Uri address, ApiError? error)
    {
        var parts = path.Split('?')[0].Trim('/').Split('/');
        var hasId = parts.Length > (parts[0] == "configs" ? 2 : 1);
        return (hasId, address.AbsolutePath == "/" && error is not null) switch
        {
            (true, true) => $"there is no such thing ({status}). Check the id; it may have been deleted.",
            (true, false) => $"there is no such thing ({status}). Check the id, and whether {address} is the API's address.",
            _ => $"there is nothing at this path ({status}). Is {address} the API's address?",
        } + Said(error);
    }

    private static string Said(ApiError? error) => string.IsNullOrEmpty(error?.Message) ? string.Empty : $" The API says: {error!.Message}";

    /// <summary>Each bad field with what the API says of it, if that is a text.</summary>
    private static string Names(IReadOnlyDictionary<string, object?>? parameters)
    {
        if (parameters is not { Count: > 0 })
        {
            return "a value";
        }

        var fields = parameters
            .OrderBy(static field => field.Key, StringComparer.Ordinal)
            .Select(static field => $"'{field.Key}'" + (field.Value is string { Length: > 0 } reason ? $" ({reason.TrimEnd('.')})" : string.Empty));
        return ProblemList.Join(fields, ", ");
    }
}
