using Ricloud.Http;
using Ricloud.Json;

namespace Ricloud.Changes;

/// <summary>One kind of request that must not be acted on twice: how it is sent, and how what it made is recognised.</summary>
internal sealed class OncePlan<T>
    where T : class
{
    public RicloudRequest Request { get; init; } = null!;

    public Func<Attributes, T> Read { get; init; } = null!;

    /// <summary>Those of one key in a session run one at a time, since what they make looks the same.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>Whether something new may be what the request made; null when it doesn't say what it belongs to.</summary>
    public Func<T, bool?> IsOurs { get; init; } = null!;

    /// <summary>Whether to send it again, rather than to give up, when the first one may still be acted on.</summary>
    public bool RetryInDoubt { get; init; }

    /// <summary>What is thrown when nobody can tell: from the failure, and from what went wrong with looking, if something did.</summary>
    public Func<RicloudException, RicloudException?, RicloudException> InDoubt { get; init; } = null!;

    /// <summary>What is said of one that was made besides; null when it does no harm.</summary>
    public Func<T, T, RicloudNotice>? Duplicate { get; init; }

    /// <summary>What is said when nobody could look whether one was made besides.</summary>
    public Func<T, RicloudException, RicloudNotice>? Unchecked { get; init; }
}
