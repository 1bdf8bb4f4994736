using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What hangs on configs of one kind: the organisation's default, and which keys use them. It is read when it is first wanted, once for a command.</summary>
internal sealed class ConfigUses(RicloudSessionCmdlet cmdlet, ConfigKind kind)
{
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);
    private (Organisation? Organisation, List<Key>? Keys)? _known;

    // What the key may not read, or what fails, is unknown, and told.
    private (Organisation? Organisation, List<Key>? Keys) Known
    {
        get
        {
            var client = cmdlet.Client;
            return _known ??= cmdlet.Await(async call => (
                await KnownAsync(client.Organisation.GetAsync(call)).ConfigureAwait(false),
                await KnownAsync(client.Keys.List().AllAsync(call)).ConfigureAwait(false)));
        }
    }

    /// <summary>Whether it is the organisation's default; null where that is unknown.</summary>
    public bool? IsDefault(string id) => Known.Organisation is { } organisation ? Text(kind.DefaultOf(organisation)) == id : null;

    /// <summary>The ids of the keys that use it; null where that is unknown.</summary>
    public object[]? KeysOf(string id) => Known.Keys is not { } keys ? null : [.. keys.Where(k => Text(kind.OfKey(k)) == id && IsUsable(k)).Select(k => k.Id)];

    /// <summary>Whether a config is to be switched off or deleted, whatever hangs on it: the question says what, and so does a warning.</summary>
    public bool ShouldLose(RicloudIdentity identity, string action, bool isForced = false)
    {
        var loss = Loss(identity.Id);
        var isWanted = (isForced && !cmdlet.IsWhatIf) || cmdlet.ShouldProcess(identity.TargetName, Texts.WithLoss(action, loss));
        _ = _lost.Add(identity.Id);
        if (isWanted && loss is not null)
        {
            cmdlet.WriteWarning(Texts.ConfigLost(identity.TargetName, loss, kind == ConfigKind.Storage ? Texts.LostResults : Texts.LostEvents));
        }

        return isWanted;
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

    private static bool IsUsable(Key key) => key.State is not (KeyState.Deactivated or KeyState.Expired);

    private async Task<T?> KnownAsync<T>(Task<T> reading)
        where T : class
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (RicloudException e)
        {
            cmdlet.Tell(Texts.UseUnread(e.Message));
            return null;
        }
    }

    private static string? Text(object? id) => IdentityReader.ScalarText(id);
}
