namespace Ricloud.Emulator.Faults;

/// <summary>Which requests meet which fault, and how many have. Its counts belong to <see cref="FaultRules"/>' lock.</summary>
internal sealed class FaultRule
{
    /// <summary>The method that matches; null matches all.</summary>
    public string? Method { get; init; }

    /// <summary>The paths that match; null matches all.</summary>
    public PathPattern? Path { get; init; }

    public required FaultTrigger Trigger { get; init; }

    /// <summary>How often it fires at most; null sets no limit.</summary>
    public long? Times { get; init; }

    public required string Kind { get; init; }

    public required Fault Fault { get; init; }

    /// <summary>The rule's fields as they were given, in their order.</summary>
    public required IReadOnlyList<KeyValuePair<string, JsonElement>> Given { get; init; }

    public long Id { get; set; }

    /// <summary>Whether it is switched on. A rule that isn't neither fires nor counts.</summary>
    public bool IsEnabled { get; set; } = true;

    public long Seen { get; private set; }

    public long Fired { get; private set; }

    /// <summary>Counts a request that matches.</summary>
    /// <returns>True when it would fire on it.</returns>
    public bool See(string method, string path)
    {
        var matches = IsEnabled && (Method is null || Method == method) && (Path is null || Path.Matches(path));
        if (!matches)
        {
            return false;
        }

        Seen++;
        return Trigger.Fires(Seen) && !(Fired >= Times);
    }

    public void Fire() => Fired++;
}

/// <summary>Whether a fault comes instead of the request's handling, or once what it changed is committed.</summary>
internal static class FaultMoment
{
    public const string Before = "before";
    public const string After = "after";

    public static readonly string[] All = [Before, After];
}

/// <param name="Rule">The rule.</param>
/// <param name="IsEnabled">Whether it is switched on.</param>
/// <param name="Seen">How many requests matched it.</param>
/// <param name="Fired">How many of them met its fault.</param>
internal sealed record FaultRuleState(FaultRule Rule, bool IsEnabled, long Seen, long Fired);
