using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Ricloud.Paging;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Sessions;
using Ricloud.Values;

namespace Ricloud.PowerShell.Completion;

/// <summary>
/// Completes ids and the like by asking the API for the newest resources. Somebody is waiting at the keyboard, so whatever goes wrong or
/// takes long ends in no suggestion, never in an error.
/// </summary>
/// <typeparam name="T">What is listed.</typeparam>
public abstract class ResourceCompleter<T> : IArgumentCompleter
    where T : class
{
    private protected const int Suggestions = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var start = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return Newest(fakeBoundParameters)
            .Select(Describe)
            .Where(d => d.Text.Length > 0 && TerminalText.Of(d.Text) == d.Text && d.Text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(d => new CompletionResult(Quote(d.Text), d.Text, CompletionResultType.ParameterValue, TerminalText.Of(d.ToolTip)))
            .ToList();
    }

    private protected abstract RicloudPager<T> List(RicloudClient client);

    private protected abstract (string Text, string ToolTip) Describe(T item);

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
            var page = Task.Run(() => List(client).NextPageAsync(patience.Token), patience.Token);
            return page.Wait(Patience) ? page.Result?.Data ?? [] : [];
        }
        catch (AggregateException e) when (e.InnerException is RicloudException or OperationCanceledException)
        {
            return [];
        }
    }

    private static (RicloudSession? Session, bool IsOwn) Find(IDictionary bound)
    {
        var given = bound["Session"] is PSObject wrapped ? wrapped.BaseObject : bound["Session"];
        if (given is RicloudSession session)
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
