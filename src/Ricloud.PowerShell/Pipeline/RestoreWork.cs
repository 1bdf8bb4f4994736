using System.IO;
using Ricloud.Events;
using Ricloud.Json;
using Ricloud.Models;
using Ricloud.Operations;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What sending events again takes: where to, the journal, and what became of them so far.</summary>
internal sealed class RestoreWork : IDisposable
{
    private readonly RicloudSessionCmdlet _cmdlet;
    private readonly string? _path;
    private readonly bool _retriesRefused;
    private readonly RestoreJournal? _journal;
    private readonly EventSender _sender;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _outcomes = [];
    private EventRestorer? _restorer;
    private volatile bool _isBroken;

    /// <exception cref="RicloudCommandException">The journal can't be kept.</exception>
    public RestoreWork(RicloudSessionCmdlet cmdlet, string? path, bool retriesRefused, TimeSpan timeout)
    {
        _cmdlet = cmdlet;
        _path = path;
        _retriesRefused = retriesRefused;
        _sender = new EventSender(timeout);
        try
        {
            _journal = path is null ? null : new RestoreJournal(path, cmdlet.IsWhatIf);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BodyFormatException)
        {
            _sender.Dispose();
            throw Unusable(e);
        }
    }

    /// <summary>Whether nothing more may be sent, as nobody could note it.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>How many an earlier run has done.</summary>
    public int DoneBefore { get; private set; }

    /// <summary>How many there are of each outcome.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    /// <summary>Finds out where events go that aren't to go where they would have gone.</summary>
    /// <exception cref="RicloudCommandException">There is no secret for it.</exception>
    public void Begin(EventTarget? to, ReceiverSecret? secret) =>
        _restorer = new EventRestorer(new EventRouter(_cmdlet.Client), to is null ? null : Target(to, secret), _sender, _journal);

    /// <summary>Whether an event is still to be sent.</summary>
    public bool IsWanted(RicloudEvent occurrence) => _journal?[occurrence.Id] switch
    {
        null => true,
        RestoreOutcome.Refused => _retriesRefused,
        _ => false,
    };

    /// <summary>Sends one that is still to be sent, once.</summary>
    /// <param name="occurrence">The event.</param>
    /// <param name="source">What was passed or piped.</param>
    /// <param name="total">How many there are, if that is known.</param>
    public void Restore(RicloudEvent occurrence, object? source, int? total)
    {
        if (!IsWanted(occurrence))
        {
            DoneBefore++;
        }
        else if (!_isBroken && _taken.Add(IdentityReader.ScalarText(occurrence.Id)!))
        {
            _cmdlet.Items.Next($"{occurrence.Type}.{occurrence.Action} {occurrence.Id}", total);
            _cmdlet.Attempt(source, () => Take(occurrence, source, _cmdlet.Await(call => _restorer!.PlanAsync(occurrence, call))));
        }
    }

    public void Dispose()
    {
        _sender.Dispose();
        _journal?.Dispose();
    }

    private void Take(RicloudEvent occurrence, object? source, EventRestoration plan)
    {
        if (plan.Outcome != RestoreOutcome.Planned || _cmdlet.IsWhatIf)
        {
            Write(plan);
        }
        else if (!_cmdlet.ShouldProcess(plan.Url, Texts.ActionSendEvent(occurrence.Id)))
        {
            Write(new EventRestoration(plan) { Outcome = RestoreOutcome.Declined });
        }
        else
        {
            _cmdlet.Read(source, context => SendAsync(occurrence, plan, context), Note, new WaitDisplay(Texts.WaitingForReceiver, plan.Url));
        }
    }

    private async Task<EventRestoration> SendAsync(RicloudEvent occurrence, EventRestoration plan, ItemContext context)
    {
        try
        {
            return await _restorer!.SendAsync(occurrence, plan, context.Reading).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            _isBroken = true;
            throw Unusable(e);
        }
    }

    /// <summary>In its place behind those that are under way.</summary>
    private void Write(EventRestoration outcome) => _cmdlet.Read(null, _ => Task.FromResult(outcome), Note);

    private void Note(EventRestoration outcome)
    {
        _outcomes[outcome.Outcome] = _outcomes.TryGetValue(outcome.Outcome, out var count) ? count + 1 : 1;
        _cmdlet.WriteObject(outcome);
    }

    private RestoreTarget Target(EventTarget to, ReceiverSecret? secret)
    {
        if (to.Url is { } url && secret is not null)
        {
            return new RestoreTarget(url.Text, secret.Reveal(), null);
        }

        var config = to.Config is null
            ? _cmdlet.Await(call => _cmdlet.Client.WebhookConfigs.List(new Paging.ConfigFilter()).AllAsync(call))
                .Where(c => c.Url == to.Url!.Text).OrderBy(c => c.State == ConfigState.Valid ? 0 : 1).FirstOrDefault()
            : _cmdlet.Await(call => _cmdlet.Client.WebhookConfigs.GetAsync(to.Config.Id, call));
        var signs = secret?.Reveal() ?? config?.RevealSecret()
            ?? throw new RicloudCommandException(RicloudError.TargetWithoutSecret.ToRecord(to.Source, to.TargetName, config is null ? Texts.NoConfigWithUrl : Texts.SecretIsNotShown));
        return new RestoreTarget(to.Url?.Text ?? config!.Url, signs, config);
    }

    private RicloudCommandException Unusable(Exception e) => new(RicloudError.JournalUnusable.Wrap(e, _path, _path, e.Message.TrimEnd('.')));
}
