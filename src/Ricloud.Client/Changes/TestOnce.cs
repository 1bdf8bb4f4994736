using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.Changes;

/// <summary>The start of a webhook config's test. A second test does no harm, but its verdict isn't the one that was asked for.</summary>
internal static class TestOnce
{
    public static OncePlan<RicloudTask> Plan(RicloudRequest request, string id) => new()
    {
        Request = request,
        Read = RicloudTask.From,
        Key = id,
        IsOurs = task => IsTestOf(task, id),
        InDoubt = (failure, cause) => InDoubt(id, failure, cause),
    };

    /// <summary>Only a task's target tells what it tests (API contract: assumed).</summary>
    private static bool? IsTestOf(RicloudTask task, string id) => task switch
    {
        { Type: { } type } when type != RicloudTaskType.WebhookConfigTest => false,
        { Target: null or "" } => null,
        _ => ApiId.Text(task.Target) == id,
    };

    private static RicloudException InDoubt(string id, RicloudException failure, RicloudException? cause)
    {
        var looked = cause is null
            ? "None of the tasks since then can be told to be it."
            : $"Looking through the tasks didn't tell: {cause.Message}";
        return new RicloudException(
            failure,
            RicloudErrorKind.TestInDoubt,
            $"A test of webhook config {id} may have been started, or may not: its request was sent, and no usable answer came. {looked} List the tasks, or test it again. Its request ended so: {failure.Message}")
        {
            RetryAfter = failure.RetryAfter ?? cause?.RetryAfter,
        };
    }
}
