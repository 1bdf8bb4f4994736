using System.Management.Automation;
using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.Operations;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Brings back what a log of changes says was before, the newest change first, unless somebody has changed it since.</summary>
[Cmdlet(VerbsCommon.Undo, "RicloudChange", SupportsShouldProcess = true)]
[OutputType(typeof(WebhookConfig), typeof(Organisation), typeof(Key))]
public sealed class UndoRicloudChangeCommand : RicloudSessionCmdlet
{
    // A change can't be undone below one that stays.
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, object?>> _planned = new(StringComparer.Ordinal);
    private ConfigUses? _uses;

    /// <summary>The file that -ChangeLog of the commands that change things has written.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Path", "FullName")]
    [ValidateNotNullOrEmpty]
    public string ChangeLog { get; set; } = string.Empty;

    /// <summary>Only so many of the newest changes that aren't undone yet.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Last { get; set; } = int.MaxValue;

    /// <summary>Answers the question that is asked where a config in use is switched off. -Confirm goes beside it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = GetUnresolvedProviderPathFromPSPath(ChangeLog);
        Attempt(path, () =>
        {
            using var log = ChangeLogging.Open(() => IsWhatIf ? Operations.ChangeLog.Read(path) : Operations.ChangeLog.OpenExisting(path), path);
            foreach (var change in log.Changes.Take(Last))
            {
                object target = Name(change, null);
                AttemptItem(() => target, () => Undo(log, path, change, ref target));
            }
        });
    }

    private void Undo(ChangeLog log, string path, LoggedChange change, ref object target)
    {
        var thing = change.Resource + "/" + IdentityReader.ScalarText(change.Id);
        if (change.Api != Client.BaseAddress.AbsoluteUri)
        {
            throw Refused(RicloudError.ObjectOfAnotherAccount, target, target, Texts.Account(IdentityReader.ScalarText(change.Organisation), Uri(change.Api)), UsedSession.ToString());
        }

        var isKept = !_kept.Add(thing);
        var current = Await(call => ChangeUndo.CurrentAsync(Client, change, call));
        target = current;
        var name = Name(change, current);
        if (isKept)
        {
            throw Refused(RicloudError.ChangedSince, current, name, Texts.NewerChangeStays, Texts.ChangesOf(change, change.Before));
        }

        var now = _planned.TryGetValue(thing, out var planned) ? planned : ChangeValues.Of(current);
        var values = change.ToSend(now);
        if (values.Count > 0 && change.ChangedSince(now).ToList() is { Count: > 0 } others)
        {
            throw Refused(RicloudError.ChangedSince, current, name, Texts.ChangedSince(change, now, others), Texts.ChangesOf(change, change.Before));
        }

        if (LeaveOut(values, name) == 0 || ShouldUndo(change, current, name, values))
        {
            var after = values.Count == 0 ? current : Await(call => ChangeUndo.SendAsync(Client, change, values, call));
            _ = _kept.Remove(thing);
            _ = ChangeLogging.Open(() => log.NoteUndone(change), path);
            WriteObject(after);
        }
        else if (IsWhatIf)
        {
            _ = _kept.Remove(thing);
            _planned[thing] = change.Over(now);
        }
    }

    /// <summary>The API knows no way to take a setting away.</summary>
    private int LeaveOut(Dictionary<string, object?> values, string name)
    {
        if (values.TryGetValue(ChangeValues.PublishSourceFiles, out var before) && before is null)
        {
            _ = values.Remove(ChangeValues.PublishSourceFiles);
            WriteWarning(Texts.SettingStays(name, ChangeValues.PublishSourceFiles));
        }

        return values.Count;
    }

    private bool ShouldUndo(LoggedChange change, ApiResource current, string name, Dictionary<string, object?> values)
    {
        var action = Texts.ActionUndo(Texts.ChangesOf(change, values), Texts.Moment(change.Date));
        var isSwitchedOff = change.Resource == ResourceType.WebhookConfig && values.Any(value => ChangeValues.IsOff(value.Value));
        return isSwitchedOff
            ? (_uses ??= new ConfigUses(this, ConfigKind.Webhook)).ShouldTake(
                RicloudIdentity.Of(IdentityKind.WebhookConfig, IdentityReader.ScalarText(change.Id)!, current), action, new ConfigTaking { IsForced = Force })
            : ShouldProcess(name, action);
    }

    private string Name(LoggedChange change, ApiResource? current) => change.Resource == ResourceType.Organisation
        ? Texts.OrganisationTarget(UsedSession.ToString())
        : RicloudIdentity.Of(IdentityKind.Of(change.Resource), IdentityReader.ScalarText(change.Id)!, current).TargetName;

    private static Uri? Uri(string? text) => System.Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null;

    private static RicloudCommandException Refused(RicloudError error, object? target, params object?[] words) => new(error.ToRecord(target, words));
}
