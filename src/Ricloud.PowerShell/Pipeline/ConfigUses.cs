using Ricloud.Models;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What hangs on webhook configs, read once for a command: the organisation's default, and which keys use them.</summary>
internal sealed class ConfigUses
{
    private readonly Organisation? _organisation;
    private readonly IReadOnlyList<Key>? _keys;
    private readonly HashSet<string> _lost = new(StringComparer.Ordinal);

    private ConfigUses(Organisation? organisation, IReadOnlyList<Key>? keys)
    {
        _organisation = organisation;
        _keys = keys;
    }

    /// <summary>Reads them. What the key may not read, or what fails, is unknown, and told.</summary>
    public static async Task<ConfigUses> ReadAsync(RicloudClient client, Action<string> tell, CancellationToken cancellationToken) => new(
        await KnownAsync(client.Organisation.GetAsync(cancellationToken), tell).ConfigureAwait(false),
        await KnownAsync(KeysAsync(client, cancellationToken), tell).ConfigureAwait(false));

    /// <summary>Whether it is the organisation's default; null where that is unknown.</summary>
    public bool? IsDefault(string id) => _organisation is null ? null : Text(_organisation.WebhookConfigDefault) == id;

    /// <summary>The ids of the keys that use it; null where that is unknown.</summary>
    public object[]? KeysOf(string id) => _keys is null ? null : [.. _keys.Where(k => Text(k.WebhookConfig) == id && IsUsable(k)).Select(k => k.Id)];

    /// <summary>What would be lost with it, for people; null for nothing that is known.</summary>
    public string? Loss(string id)
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

    /// <summary>Takes note that it is gone, for what is said of the ones after it.</summary>
    public void Lose(string id) => _lost.Add(id);

    /// <summary>As far as the page of configs tells that the organisation comes with.</summary>
    private bool IsLastValid(string id)
    {
        if (_organisation?.WebhookConfigs is not { HasMore: false } configs)
        {
            return false;
        }

        string?[] valid = [.. configs.Data.Where(c => c.State == WebhookConfigState.Valid).Select(c => Text(c.Id))];
        return valid.Contains(id) && valid.All(v => v == id || _lost.Contains(v!));
    }

    private static bool IsUsable(Key key) => key.State is not (KeyState.Deactivated or KeyState.Expired);

    private static async Task<IReadOnlyList<Key>> KeysAsync(RicloudClient client, CancellationToken cancellationToken)
    {
        List<Key> keys = [];
        var pages = client.Keys.List();
        while (await pages.NextPageAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            keys.AddRange(page.Data);
        }

        return keys;
    }

    private static async Task<T?> KnownAsync<T>(Task<T> reading, Action<string> tell)
        where T : class
    {
        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (RicloudException e)
        {
            tell(Texts.UseUnread(e.Message));
            return null;
        }
    }

    private static string? Text(object? id) => IdentityReader.ScalarText(id);
}
