using Ricloud.Http;
using Ricloud.Models;

namespace Ricloud.Changes;

/// <summary>The creation of a webhook config, of which there must be one in the end.</summary>
internal static class CreateOnce
{
    public static OncePlan<WebhookConfig> Plan(RicloudRequest request, WebhookConfigCreate body) => new()
    {
        Request = request,
        Read = WebhookConfig.From,
        Key = body.Url,
        IsOurs = config => config.Url.Length == 0 ? null : config.Url == body.Url,
        RetryInDoubt = body.RetryInDoubt,
        InDoubt = (failure, cause) => InDoubt(body.Url, failure, cause),
        Duplicate = static (made, other) => Duplicate(made, other),
        Unchecked = static (made, cause) => Unchecked(made, cause),
    };

    private static RicloudException InDoubt(string url, RicloudException failure, RicloudException? cause)
    {
        var looked = cause is null
            ? "It wasn't found while there was time to look, and may be created yet."
            : $"Looking for it didn't tell: {cause.Message}";
        return new RicloudException(
            failure,
            RicloudErrorKind.CreateInDoubt,
            $"A webhook config for '{url}' may have been created, or may not: its request was sent, and no usable answer came. {looked} List the webhook configs before you create it again. Its request ended so: {failure.Message}")
        {
            Url = url,
            RetryAfter = failure.RetryAfter ?? cause?.RetryAfter,
        };
    }

    private static RicloudNotice Duplicate(WebhookConfig made, WebhookConfig other) => new()
    {
        Message = $"There are two new webhook configs for '{made.Url}': {made.Id}, which is returned, and {other.Id}. A request whose answer was lost seems to have made the second one, unless another process did. Neither was deleted; remove the one you don't need.",
        Ids = new List<object> { made.Id, other.Id },
    };

    private static RicloudNotice Unchecked(WebhookConfig made, RicloudException cause) => new()
    {
        Message = $"The webhook config {made.Id} for '{made.Url}' was created after an earlier request for it had been lost, and whether that one made a second config couldn't be looked up: {cause.Message} List the webhook configs to see.",
        Ids = new List<object> { made.Id },
    };
}
