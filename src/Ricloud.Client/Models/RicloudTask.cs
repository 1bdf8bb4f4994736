using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud;

/// <summary>Work that the API does in the background, such as the test of a webhook config (API contract: documented).</summary>
public sealed class RicloudTask : ApiResource
{
    /// <summary>The id: an <see cref="long"/> where the API sends a number, as it does; text where it sends text.</summary>
    public object Id { get; init; } = string.Empty;

    /// <summary>Always <c>task</c>.</summary>
    public string Resource { get; init; } = ResourceType.Task;

    /// <summary>The id of the organisation it belongs to.</summary>
    public object? Organisation { get; init; }

    /// <summary>The id of the key it was started with.</summary>
    public object? Key { get; init; }

    /// <summary>The id of the user, for tasks that have one.</summary>
    public object? User { get; init; }

    /// <summary>The id of the source, for tasks that have one.</summary>
    public object? Source { get; init; }

    /// <summary>The id of the session, for tasks that have one.</summary>
    public object? Session { get; init; }

    /// <summary>The id of the poll, for tasks that have one.</summary>
    public object? Poll { get; init; }

    /// <summary>The type of the source, for tasks that have one.</summary>
    public string? SourceType { get; init; }

    /// <summary>What is done, e.g. <see cref="RicloudTaskType.WebhookConfigTest"/>.</summary>
    public string? Type { get; init; }

    /// <summary>The main argument, e.g. <c>messages.sms</c>; for the test of a config its id (API contract: assumed), as it came. May be empty.</summary>
    public object? Target { get; init; }

    /// <summary>One of <see cref="RicloudTaskState"/>, or a state that the API has added since.</summary>
    public string State { get; init; } = string.Empty;

    /// <summary>The results as plain values: a list object.</summary>
    public object? Results { get; init; }

    /// <summary>Why it failed, as the API's code, or <see langword="null"/>.</summary>
    public string? Error { get; init; }

    /// <summary>When it was made, in local time.</summary>
    public DateTime? DateCreated { get; init; }

    /// <summary>When it was started, in local time; <see langword="null"/> before.</summary>
    public DateTime? DateStarted { get; init; }

    /// <summary>When it was done, in local time; <see langword="null"/> before.</summary>
    public DateTime? DateCompleted { get; init; }

    /// <summary>Reads it from what the API has sent.</summary>
    internal static RicloudTask From(Attributes json) => new()
    {
        Id = json.Id("id"),
        Resource = json.Text("resource") ?? ResourceType.Task,
        Organisation = json.Reference("organisation"),
        Key = json.Reference("key"),
        User = json.Reference("user"),
        Source = json.Reference("source"),
        Session = json.Reference("session"),
        Poll = json.Reference("poll"),
        SourceType = json.Text("source_type"),
        Type = json.Text("type"),
        Target = json.TextOrNumber("target"),
        State = json.Text("state") ?? string.Empty,
        Results = json.Plain("results"),
        Error = json.Text("error"),
        DateCreated = json.Date("date_created"),
        DateStarted = json.Date("date_started"),
        DateCompleted = json.Date("date_completed"),
        AdditionalProperties = json.Rest(),
        Origin = json.Origin,
    };

    /// <summary>Shows id, type and state.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => TerminalText.Of($"RicloudTask {ApiId.Text(Id)} ({State}) {Type}");
}
