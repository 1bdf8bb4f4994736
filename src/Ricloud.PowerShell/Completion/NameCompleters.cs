using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Ricloud.Events;
using Ricloud.Models;

namespace Ricloud.PowerShell.Completion;

/// <summary>Completes names that are documented or seen, without forbidding others: the API may have added some.</summary>
internal abstract class NameCompleter(params string[] names) : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var start = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return names
            .Where(n => n.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(n => new CompletionResult(n, n, CompletionResultType.ParameterValue, n));
    }
}

/// <summary>Completes the paths of the API.</summary>
internal sealed class ApiPathCompleter() : NameCompleter(
    "/configs/storage", "/configs/webhook", "/events", "/key", "/keys", "/organisation", "/permissions", "/polls", "/results", "/sessions", "/sources", "/subscriptions", "/tasks", "/users");

/// <summary>Completes the actions that events tell.</summary>
internal sealed class EventActionCompleter() : NameCompleter("created", "completed", "succeeded", "failed", "expired", "test");

/// <summary>Completes the types of resources that events are about.</summary>
internal sealed class EventTypeCompleter() : NameCompleter("session", "poll", "task", "webhook_config");

/// <summary>Completes the events that there are templates of.</summary>
internal sealed class EventTemplateCompleter() : NameCompleter([.. EventTemplates.Names]);

/// <summary>Completes the sequences of events.</summary>
internal sealed class EventScenarioCompleter() : NameCompleter([.. EventTemplates.Scenarios]);

/// <summary>Completes the types of tasks.</summary>
internal sealed class TaskTypeCompleter() : NameCompleter(RicloudTaskType.WebhookConfigTest, RicloudTaskType.StorageConfigTest);
