namespace Ricloud.Models;

/// <summary>Which tasks to list.</summary>
public sealed class TaskFilter : ListFilter
{
    /// <summary>The type, e.g. <see cref="RicloudTaskType.WebhookConfigTest"/>.</summary>
    public string? Type { get; init; }

    /// <summary>One of <see cref="RicloudTaskState"/>.</summary>
    public string? State { get; init; }

    /// <summary>The type of the source, e.g. <c>icloud.account</c>.</summary>
    public string? SourceType { get; init; }

    /// <summary>The main argument, e.g. <c>messages.sms</c>, or the id of the config under test. Sent, and checked again here, since the API's own filter is assumed.</summary>
    public object? Target { get; init; }
}
