using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Ricloud.Paging;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Sessions;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.PowerShell.Completion;

/// <summary>
/// Completes ids and the like by asking the API for the newest resources. Somebody is waiting at the keyboard, so whatever goes wrong or
/// takes long ends in no suggestion, never in an error.
/// </summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="list">Lists so many of them.</param>
/// <param name="value">What is completed: an id, or text.</param>
/// <param name="toolTip">What else to say of it.</param>
internal abstract class ResourceCompleter<T>(Func<RicloudClient, int, RicloudPager<T>> list, Func<T, object> value, Func<T, string> toolTip) : IArgumentCompleter
    where T : class
{
    private const int MostSuggestions = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var start = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return Newest(fakeBoundParameters)
            .Select(item => (Text: ApiId.Text(value(item)) ?? string.Empty, ToolTip: toolTip(item)))
            .Where(d => d.Text.Length > 0 && TerminalText.Of(d.Text) == d.Text && d.Text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(d => new CompletionResult(Quote(d.Text), d.Text, CompletionResultType.ParameterValue, TerminalText.Of(d.ToolTip)))
            .ToList();
    }

    /// <summary>What isn't one plain word for PowerShell is put in quotes.</summary>
    private static string Quote(string text) => text.All(static c => c < 128 && (char.IsLetterOrDigit(c) || ":/._-".IndexOf(c) >= 0))
        ? text
        : "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";

    private IReadOnlyList<T> Newest(IDictionary bound)
    {
        (var session, var isOwn) = Find(bound);
        if (session?.TryEnter() != true)
        {
            return [];
        }

        try
        {
            return Ask(session.Client);
        }
        finally
        {
            session.Leave();
            if (isOwn)
            {
                session.Close();
            }
        }
    }

    private IReadOnlyList<T> Ask(RicloudClient client)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var page = Task.Run(() => list(client, MostSuggestions).NextPageAsync(patience.Token), patience.Token);
            return page.Wait(Patience) ? page.Result?.Data ?? [] : [];
        }
        catch (AggregateException e) when (e.InnerException is RicloudException or OperationCanceledException)
        {
            return [];
        }
    }

    private static (RicloudSession? Session, bool IsOwn) Find(IDictionary bound)
    {
        if (NamedValues.Unwrap(bound["Session"]) is RicloudSession session)
        {
            return (session, false);
        }

        using var shell = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        if (shell.AddCommand("Ricloud\\Get-RicloudSession").Invoke<RicloudSession>().FirstOrDefault() is { } current)
        {
            return (current, false);
        }

        try
        {
            return (SessionFactory.Open(new ConnectionRequest(), _ => { }), true);
        }
        catch (RicloudCommandException)
        {
            return (null, false);
        }
    }
}

/// <summary>Completes the ids of events, with what happened as tooltip.</summary>
internal sealed class EventIdCompleter() : ResourceCompleter<RicloudEvent>(
    (client, most) => client.Events.List(new EventFilter { MaximumCount = most }), item => item.Id, item => item.Type + "." + item.Action + " (" + item.State + ")");

/// <summary>Completes the ids of keys, with type and state as tooltip.</summary>
internal sealed class KeyIdCompleter() : ResourceCompleter<Key>(
    (client, most) => client.Keys.List(new KeyFilter { MaximumCount = most }), item => item.Id, item => item.Type + " (" + item.State + ")");

/// <summary>Completes the ids of storage configs, with URL and state as tooltip.</summary>
internal sealed class StorageConfigIdCompleter() : ResourceCompleter<StorageConfig>(
    (client, most) => client.StorageConfigs.List(new ConfigFilter { MaximumCount = most }), item => item.Id, item => item.Url + " (" + item.State + ")");

/// <summary>Completes the addresses that storage configs have, with id and state as tooltip.</summary>
internal sealed class StorageConfigUrlCompleter() : ResourceCompleter<StorageConfig>(
    (client, most) => client.StorageConfigs.List(new ConfigFilter { MaximumCount = most }), item => item.Url, item => item.Id + " (" + item.State + ")");

/// <summary>Completes the ids of tasks, with type, target and state as tooltip.</summary>
internal sealed class TaskIdCompleter() : ResourceCompleter<RicloudTask>(
    (client, most) => client.Tasks.List(new TaskFilter { MaximumCount = most }), item => item.Id, item => item.Type + " " + item.Target + " (" + item.State + ")");

/// <summary>Completes the ids of webhook configs, with URL and state as tooltip.</summary>
internal sealed class WebhookConfigIdCompleter() : ResourceCompleter<WebhookConfig>(
    (client, most) => client.WebhookConfigs.List(new ConfigFilter { MaximumCount = most }), item => item.Id, item => item.Url + " (" + item.State + ")");

/// <summary>Completes the addresses that webhook configs have, with id and state as tooltip.</summary>
internal sealed class WebhookConfigUrlCompleter() : ResourceCompleter<WebhookConfig>(
    (client, most) => client.WebhookConfigs.List(new ConfigFilter { MaximumCount = most }), item => item.Url, item => item.Id + " (" + item.State + ")");
