using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What hangs on configs of one kind: the organisation's default, and which keys use them. It is read when it is first wanted, once for a command.</summary>
internal sealed class ConfigUses(RicloudSessionCmdlet cmdlet, ConfigKind kind)
{
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private bool _yesToAll;
    private bool _noToAll;
    private (Organisation? Organisation, List<Key>? Keys)? _known;

    // What the key may not read, or what fails, is unknown, and told.
    private (Organisation? Organisation, List<Key>? Keys) Known => _known ??= (
        KnownOf(call => cmdlet.Client.Organisation.GetAsync(call)), KnownOf(call => cmdlet.Client.Keys.List().AllAsync(call)));

    /// <summary>Whether it is the organisation's default; null where that is unknown.</summary>
    public bool? IsDefault(string id) => Known.Organisation is { } organisation ? Text(kind.DefaultOf(organisation)) == id : null;

    /// <summary>The ids of the keys that use it; null where that is unknown.</summary>
    public object[]? KeysOf(string id) => Known.Keys is not { } keys ? null : [.. keys.Where(k => Text(kind.OfKey(k)) == id && KeyState.UsesConfigs(k.State)).Select(k => k.Id)];

    /// <summary>
    /// Whether a config is to be taken from whoever uses it: switched off, deleted, or given another address. What hangs on it is
    /// in the question, and is asked about once more, as -Confirm:$false speaks of the change and not of that. Where nobody can be asked it is an error.
    /// </summary>
    /// <param name="identity">Which.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="taking">How it is taken.</param>
    public bool ShouldTake(RicloudIdentity identity, string action, ConfigTaking taking)
    {
        var loss = Loss(identity.Id);
        if (!(taking.SkipsConfirmation && !cmdlet.IsWhatIf) && !cmdlet.ShouldProcess(identity.TargetName, Texts.WithLoss(action, loss)))
        {
            _ = cmdlet.IsWhatIf && _lost.Add(identity.Id);
            return false;
        }

        var effect = taking.Effect ?? (kind == ConfigKind.Storage ? Texts.LostResults : Texts.LostEvents);
        if (loss is not null && !taking.IsForced && !Agrees(identity, loss, effect + (taking.IsForGood ? Texts.GoneForGood : string.Empty)))
        {
            return false;
        }

        _ = taking.Effect is null && _lost.Add(identity.Id);
        if (loss is not null && taking.IsForced)
        {
            cmdlet.WriteWarning(Texts.ConfigLost(identity.TargetName, loss, effect));
        }

        return true;
    }

    private bool Agrees(RicloudIdentity identity, string loss, string effect)
    {
        // Whoever answers is to know what became of those before.
        cmdlet.Items.WriteAll();
        var answer = cmdlet.ShouldContinue(Texts.InUseQuestion(identity.TargetName, loss, effect), ref _yesToAll, ref _noToAll);
        if (answer is null)
        {
            cmdlet.Items.Refuse(RicloudError.InUse.ToRecord(identity.Source, identity.TargetName, loss));
        }

        return answer == true;
    }

    /// <summary>What would be lost with it, for people; null for nothing that is known.</summary>
    private string? Loss(string id)
    {
        List<string> losses = [];
        if (IsDefault(id) == true)
        {
            losses.Add(Texts.LossOfDefault);
        }

        losses.AddRange((KeysOf(id) ?? []).Select(key => Texts.LossOfKey(key)));
        if (IsLastValid(id))
        {
            losses.Add(Texts.LossOfLastValid);
        }

        return losses.Count == 0 ? null : string.Join(", ", losses);
    }

    /// <summary>As far as the page of configs tells that the organisation comes with.</summary>
    private bool IsLastValid(string id)
    {
        var (configs, hasMore) = kind.ListedIn(Known.Organisation);
        string?[] valid = [.. (configs ?? []).Where(c => c.State == ConfigState.Valid).Select(c => Text(c.Id))];
        return hasMore == false && valid.Contains(id) && valid.All(v => v == id || _lost.Contains(v!));
    }

    private T? KnownOf<T>(Func<Call, Task<T>> reading)
        where T : class
    {
        try
        {
            return cmdlet.Await(reading);
        }
        catch (RicloudException e)
        {
            cmdlet.WriteWarning(Texts.UseUnread(e.Message));
            return null;
        }
    }

    private static string? Text(object? id) => IdentityReader.ScalarText(id);
}
