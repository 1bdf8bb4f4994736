namespace Ricloud.PowerShell.Completion;

/// <summary>Completes the actions that events tell.</summary>
public sealed class EventActionCompleter : FixedCompleter
{
    /// <summary>Knows the names that are documented or seen.</summary>
    public EventActionCompleter()
        : base("created", "completed", "succeeded", "failed", "expired", "test")
    {
    }
}
