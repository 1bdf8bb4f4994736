using Ricloud.Http;
using Ricloud.Values;

namespace Ricloud.Changes;

/// <summary>The start of a config's test. A second test does no harm, but its verdict isn't the one that was asked for.</summary>
internal static class TestOnce
{
    public static OncePlan<RicloudTask> Plan(string what, string type, RicloudRequest request, string id) => new()
    {
        Request = request,
        Read = RicloudTask.From,
        Key = id,
        IsOurs = task => IsTestOf(task, type, id),
        InDoubt = (failure, cause) => InDoubt(what, id, failure, cause),
    };

    /// <summary>Only a task's target tells what it tests (API contract: assumed).</summary>
    private static bool? IsTestOf(RicloudTask task, string wanted, string id) => task switch
    {
        { Type: { } type } when type != wanted => false,
        { Target: null or "" } => null,
        _ => ApiId.Text(task.Target) == id,
    };

    private static RicloudException InDoubt(string what, string id, RicloudException failure, RicloudException? cause)
    {
        var looked = cause is null
            ? "None of the tasks since then can be told to be it."
            : $"Looking through the tasks didn't tell: {cause.Message}";
        return new RicloudException(
            failure,
            RicloudErrorKind.TestInDoubt,
            $"A test of {what} {id} may have been started, or may not: its request was sent, and no usable answer came. {looked} List the tasks, or test it again. Its request ended so: {failure.Message}")
        {
            RetryAfter = failure.RetryAfter ?? cause?.RetryAfter,
        };
    }
}
