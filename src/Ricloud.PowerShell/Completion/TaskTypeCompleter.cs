using Ricloud.Models;

namespace Ricloud.PowerShell.Completion;

/// <summary>Completes the types of tasks.</summary>
public sealed class TaskTypeCompleter : FixedCompleter
{
    /// <summary>Knows the names that are documented or seen.</summary>
    public TaskTypeCompleter()
        : base(RicloudTaskType.WebhookConfigTest)
    {
    }
}
