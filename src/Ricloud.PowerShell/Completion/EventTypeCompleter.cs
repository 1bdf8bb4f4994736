namespace Ricloud.PowerShell.Completion;

/// <summary>Completes the types of resources that events are about.</summary>
public sealed class EventTypeCompleter : FixedCompleter
{
    /// <summary>Knows the names that are documented or seen.</summary>
    public EventTypeCompleter()
        : base("session", "poll", "task", "webhook_config")
    {
    }
}
