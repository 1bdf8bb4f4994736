using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>Computes the steps that configs of one kind need. Those of the others come between them.</summary>
internal sealed class ConfigPlanner(Declaration declaration, ConfigKind kind, OrganisationSnapshot now, WebhookSyncOptions options, List<string> problems)
{
    private readonly List<DeclaredConfig> _declared = [.. declaration.Of(kind)];
    private readonly Dictionary<string, IRicloudConfig?> _chosen = new(StringComparer.Ordinal);
    private ILookup<string, IRicloudConfig>? _byRoughAddress;

    private IEnumerable<IRicloudConfig> Live => now.Configs(kind).Where(config => config.State != ConfigState.Deactivated);

    /// <summary>Makes what is declared valid.</summary>
    public IEnumerable<WebhookConfigStep> Ensure()
    {
        foreach (var entry in _declared.Where(entry => entry.IsWanted))
        {
            var config = Choose(entry.Url);
            _chosen.Add(entry.Url, config);
            if (config is null)
            {
                RequireCredential(entry);
                yield return new WebhookConfigStep(With(entry, StorageSetting.Differing(entry, null), OfConfig(WebhookConfigStepAction.Create, null, entry.Url, ConfigState.Valid)))
                {
                    Credential = entry.Credential,
                    Reason = Twin(entry.Url),
                };
            }
            else
            {
                yield return Ensure(entry, config);
            }
        }
    }

    /// <summary>Points the organisation and the keys at them.</summary>
    public IEnumerable<WebhookConfigStep> Repoint()
    {
        foreach (var entry in _declared)
        {
            if (entry.IsDefault)
            {
                yield return OfUse("organisation", null, now.DefaultId(kind), entry.Url);
            }

            foreach (var key in entry.Keys.Select(id => now.FindKey(id)!))
            {
                yield return OfUse("key " + ApiId.Text(key.Id), key.Id, kind.OfKey(key), entry.Url);
            }
        }
    }

    /// <summary>Switches off what is declared so, and what isn't declared.</summary>
    public IEnumerable<WebhookConfigStep> Deactivate()
    {
        var urls = new HashSet<string>(_declared.Select(entry => entry.Url), StringComparer.Ordinal);
        foreach (var entry in _declared.Where(entry => !entry.IsWanted))
        {
            List<IRicloudConfig> live = [.. Live.Where(config => config.Url == entry.Url)];
            var off = now.Configs(kind).FirstOrDefault(config => config.Url == entry.Url);
            foreach (var step in live.Count > 0
                ? live.Select(config => OfConfig(WebhookConfigStepAction.Deactivate, config, entry.Url, entry.State))
                : new[] { OfConfig(WebhookConfigStepAction.None, off, entry.Url, entry.State) })
            {
                yield return step;
            }
        }

        foreach (var config in Live)
        {
            if (!urls.Contains(config.Url))
            {
                yield return Surplus(config, "It isn't declared.");
            }
            else if (_chosen.TryGetValue(config.Url, out var chosen) && !ApiId.AreSame(chosen!.Id, config.Id))
            {
                yield return Surplus(config, $"It has the same address as {kind.Title} {chosen.Id}.");
            }
        }
    }

    /// <summary>A change has it tested, so none is asked for beside one.</summary>
    private WebhookConfigStep Ensure(DeclaredConfig entry, IRicloudConfig config)
    {
        SettingChanges changes = new();
        var settings = StorageSetting.Differing(entry, config);
        foreach (var setting in settings)
        {
            changes.Add(setting.Name, setting.Current(config), setting.Declared(entry));
        }

        var credential = options.UpdateCredential ? entry.Credential : null;
        changes.Add(EntryNames.Credential, null, credential);
        var step = OfConfig(config.State switch
        {
            ConfigState.Deactivated => WebhookConfigStepAction.Reactivate,
            ConfigState.Valid => WebhookConfigStepAction.None,
            _ => WebhookConfigStepAction.Retest,
        }, config, entry.Url, ConfigState.Valid);
        if (!changes.Any)
        {
            return step;
        }

        WebhookConfigStep changing = new(With(entry, settings, step)) { Credential = credential, Outcome = WebhookConfigStepOutcome.Planned };
        return config.State == ConfigState.Deactivated ? new(changing) { Attribute = changes.Names } : changes.On(changing);
    }

    private static WebhookConfigStep With(DeclaredConfig entry, IReadOnlyList<StorageSetting> settings, WebhookConfigStep step) =>
        new(step) { Settings = settings.ToDictionary(setting => setting.Attribute, setting => setting.Declared(entry)) };

    private void RequireCredential(DeclaredConfig entry)
    {
        if (kind == ConfigKind.Storage && entry.Credential is null)
        {
            problems.Add($"{entry.Place}: there is no storage config for {entry.Url} yet, and to create it its Credential must be declared: env:NAME, file:PATH or secret:NAME.");
        }
    }

    /// <summary>The API keeps addresses to the letter, and people don't always mean them so.</summary>
    private string Twin(string url)
    {
        _byRoughAddress ??= Live.ToLookup(config => ReceiverAddress.Roughly(config.Url), StringComparer.Ordinal);
        var twin = _byRoughAddress[ReceiverAddress.Roughly(url)].FirstOrDefault(config => _declared.All(entry => entry.Url != config.Url));
        return twin is null ? string.Empty : $"{kind.Name} {twin.Id} has nearly the same address, {twin.Url}.";
    }

    /// <summary>Of several that share an address: a valid one rather than another, one in use rather than an idle one, the newest.</summary>
    private IRicloudConfig? Choose(string url) => now.Configs(kind)
        .Where(config => config.Url == url)
        .OrderBy(config => config.State switch
        {
            ConfigState.Valid => 0,
            ConfigState.New => 1,
            ConfigState.Deactivated => 3,
            _ => 2,
        })
        .ThenBy(config => now.Users(kind, config.Id).Count > 0 ? 0 : 1)
        .FirstOrDefault();

    private WebhookConfigStep OfUse(string subject, object? key, object? current, string url)
    {
        var wanted = _chosen[url];
        var isRight = current is not null && (ApiId.AreSame(current, wanted?.Id) || IsAsGood(now.Find(kind, current), url));
        return new WebhookConfigStep
        {
            Action = isRight ? WebhookConfigStepAction.None : WebhookConfigStepAction.Repoint,
            Outcome = isRight ? WebhookConfigStepOutcome.Done : WebhookConfigStepOutcome.Planned,
            Subject = subject,
            Url = url,
            Kind = kind,
            ConfigId = isRight ? current : wanted?.Id,
            Key = key,
            Current = current,
            Wanted = isRight ? current : wanted?.Id,
        };
    }

    /// <summary>
    /// While a secret is being replaced two valid configs share an address, and moving a key back and forth would help nobody.
    /// </summary>
    private bool IsAsGood(IRicloudConfig? config, string url) =>
        !options.Prune && config?.Url == url && config.State == ConfigState.Valid;

    private WebhookConfigStep Surplus(IRicloudConfig config, string reason) => options.Prune
        ? new(OfConfig(WebhookConfigStepAction.Deactivate, config, config.Url, ConfigState.Deactivated)) { Reason = reason }
        : new(OfConfig(WebhookConfigStepAction.None, config, config.Url, config.State)) { Reason = reason + " It is left alone." };

    private WebhookConfigStep OfConfig(string action, IRicloudConfig? config, string url, string wanted) => new()
    {
        Action = action,
        Outcome = action == WebhookConfigStepAction.None ? WebhookConfigStepOutcome.Done : WebhookConfigStepOutcome.Planned,
        Subject = config is null ? kind.Title : $"{kind.Title} {ApiId.Text(config.Id)}",
        Url = url,
        Kind = kind,
        ConfigId = config?.Id,
        Current = config?.State,
        Wanted = wanted,
    };
}
