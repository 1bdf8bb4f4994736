using Ricloud.Http;
using Ricloud.Models;

namespace Ricloud.Changes;

/// <summary>The creation of a config, of which there must be one in the end.</summary>
internal static class CreateOnce
{
    public static OncePlan<T> Plan<T>(ConfigKind<T> kind, RicloudRequest request, ConfigCreate body)
        where T : class, IRicloudConfig
    {
        return new OncePlan<T>
        {
            Request = request,
            Read = kind.Read,
            Key = body.Url,
            IsOurs = config => config.Url.Length == 0 ? null : config.Url == body.Url,
            RetryInDoubt = body.RetryInDoubt,
            InDoubt = (failure, cause) => InDoubt(kind.Title, body.Url, failure, cause),
            Duplicate = (made, other) => Duplicate(kind.Title, made, other),
            Unchecked = (made, cause) => Unchecked(kind.Title, made, cause),
        };
    }

    private static RicloudException InDoubt(string what, string url, RicloudException failure, RicloudException? cause)
    {
        var looked = cause is null
            ? "It wasn't found while there was time to look, and may be created yet."
            : $"Looking for it didn't tell: {cause.Message}";
        return new RicloudException(
            failure,
            RicloudErrorKind.CreateInDoubt,
            $"A {what} for '{url}' may have been created, or may not: its request was sent, and no usable answer came. {looked} List the {what}s before you create it again. Its request ended so: {failure.Message}")
        {
            Url = url,
            RetryAfter = failure.RetryAfter ?? cause?.RetryAfter,
        };
    }

    private static RicloudNotice Duplicate(string what, IRicloudConfig made, IRicloudConfig other) => new()
    {
        Message = $"There are two new {what}s for '{made.Url}': {made.Id}, which is returned, and {other.Id}. A request whose answer was lost seems to have made the second one, unless another process did. Neither was deleted; remove the one you don't need.",
        Ids = new List<object> { made.Id, other.Id },
    };

    private static RicloudNotice Unchecked(string what, IRicloudConfig made, RicloudException cause) => new()
    {
        Message = $"The {what} {made.Id} for '{made.Url}' was created after an earlier request for it had been lost, and whether that one made a second config couldn't be looked up: {cause.Message} List the {what}s to see.",
        Ids = new List<object> { made.Id },
    };
}
