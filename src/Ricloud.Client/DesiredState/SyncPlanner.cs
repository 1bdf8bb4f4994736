using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>
/// Computes the steps, in an order in which nothing is taken away before what replaces it works: first every declared
/// config is made valid, then the organisation and the keys are pointed at them, then the others are deactivated.
/// </summary>
internal sealed class SyncPlanner
{
    private readonly WebhookDeclaration _declaration;
    private readonly OrganisationSnapshot _now;
    private readonly WebhookSyncOptions _options;
    private readonly Dictionary<string, WebhookConfig?> _chosen = new(StringComparer.Ordinal);
    private readonly List<WebhookConfigStep> _steps = [];
    private ILookup<string, WebhookConfig>? _byRoughAddress;

    private SyncPlanner(WebhookDeclaration declaration, OrganisationSnapshot now, WebhookSyncOptions options)
    {
        _declaration = declaration;
        _now = now;
        _options = options;
    }

    /// <exception cref="DeclarationException">A declared key doesn't exist.</exception>
    public static IReadOnlyList<WebhookConfigStep> Plan(WebhookDeclaration declaration, OrganisationSnapshot now, WebhookSyncOptions options)
    {
        SyncPlanner planner = new(declaration, now, options);
        planner.CheckKeys();
        planner.Ensure();
        planner.Repoint();
        planner.Deactivate();
        return SyncForecast.Apply(planner._steps, now, options);
    }

    private void CheckKeys()
    {
        List<string> problems = [.. _declaration.WebhookConfigs
            .SelectMany(entry => entry.Keys.Where(id => FindKey(id) is null).Select(id => $"{entry.Place}: the organisation has no key {id}."))];
        if (problems.Count > 0)
        {
            throw new DeclarationException(_declaration.Source, problems);
        }
    }

    private void Ensure()
    {
        foreach (var entry in _declaration.WebhookConfigs.Where(entry => entry.IsWanted))
        {
            var config = Choose(entry.Url);
            _chosen.Add(entry.Url, config);
            var step = OfConfig(config?.State switch
            {
                null => WebhookConfigStepAction.Create,
                ConfigState.Valid => WebhookConfigStepAction.None,
                ConfigState.Deactivated => WebhookConfigStepAction.Reactivate,
                _ => WebhookConfigStepAction.Retest,
            }, config, entry.Url, ConfigState.Valid);
            _steps.Add(config is null ? new WebhookConfigStep(step) { Reason = Twin(entry.Url) } : step);
        }
    }

    /// <summary>The API keeps addresses to the letter, and people don't always mean them so.</summary>
    private string Twin(string url)
    {
        _byRoughAddress ??= Live().ToLookup(config => ReceiverAddress.Roughly(config.Url), StringComparer.Ordinal);
        var twin = _byRoughAddress[ReceiverAddress.Roughly(url)]
            .FirstOrDefault(config => _declaration.WebhookConfigs.All(entry => entry.Url != config.Url));
        return twin is null ? string.Empty : $"Webhook config {twin.Id} has nearly the same address, {twin.Url}.";
    }

    /// <summary>Of several that share an address: a valid one rather than another, one in use rather than an idle one, the newest.</summary>
    private WebhookConfig? Choose(string url) => _now.Configs
        .Where(config => config.Url == url)
        .OrderBy(config => config.State switch
        {
            ConfigState.Valid => 0,
            ConfigState.New => 1,
            ConfigState.Deactivated => 3,
            _ => 2,
        })
        .ThenBy(config => _now.Users(config.Id).Count > 0 ? 0 : 1)
        .FirstOrDefault();

    private void Repoint()
    {
        foreach (var entry in _declaration.WebhookConfigs)
        {
            if (entry.IsDefault)
            {
                _steps.Add(OfUse("organisation", null, _now.DefaultId, entry.Url));
            }

            _steps.AddRange(entry.Keys.Select(id => FindKey(id)!).Select(key => OfUse("key " + ApiId.Text(key.Id), key.Id, key.WebhookConfig, entry.Url)));
        }
    }

    private WebhookConfigStep OfUse(string subject, object? key, object? current, string url)
    {
        var wanted = _chosen[url];
        var isRight = current is not null && (ApiId.AreSame(current, wanted?.Id) || IsAsGood(_now.Find(current), url));
        return new WebhookConfigStep
        {
            Action = isRight ? WebhookConfigStepAction.None : WebhookConfigStepAction.Repoint,
            Outcome = isRight ? WebhookConfigStepOutcome.Done : WebhookConfigStepOutcome.Planned,
            Subject = subject,
            Url = url,
            WebhookConfig = isRight ? current : wanted?.Id,
            Key = key,
            Current = current,
            Wanted = isRight ? current : wanted?.Id,
        };
    }

    /// <summary>
    /// While a secret is being replaced two valid configs share an address, and moving a key back and forth would help nobody.
    /// </summary>
    private bool IsAsGood(WebhookConfig? config, string url) =>
        !_options.Prune && config?.Url == url && config.State == ConfigState.Valid;

    private void Deactivate()
    {
        var declared = _declaration.WebhookConfigs.ToDictionary(entry => entry.Url, StringComparer.Ordinal);
        foreach (var entry in _declaration.WebhookConfigs.Where(entry => !entry.IsWanted))
        {
            List<WebhookConfig> live = [.. Live().Where(config => config.Url == entry.Url)];
            var off = _now.Configs.FirstOrDefault(config => config.Url == entry.Url);
            _steps.AddRange(live.Count > 0
                ? live.Select(config => OfConfig(WebhookConfigStepAction.Deactivate, config, entry.Url, entry.State))
                : new[] { OfConfig(WebhookConfigStepAction.None, off, entry.Url, entry.State) });
        }

        foreach (var config in Live())
        {
            if (!declared.ContainsKey(config.Url))
            {
                _steps.Add(Surplus(config, "It isn't declared."));
            }
            else if (_chosen.TryGetValue(config.Url, out var chosen) && !ApiId.AreSame(chosen!.Id, config.Id))
            {
                _steps.Add(Surplus(config, $"It has the same address as webhook config {chosen.Id}."));
            }
        }
    }

    private WebhookConfigStep Surplus(WebhookConfig config, string reason) => _options.Prune
        ? new(OfConfig(WebhookConfigStepAction.Deactivate, config, config.Url, ConfigState.Deactivated)) { Reason = reason }
        : new(OfConfig(WebhookConfigStepAction.None, config, config.Url, config.State)) { Reason = reason + " It is left alone." };

    private static WebhookConfigStep OfConfig(string action, WebhookConfig? config, string url, string wanted) => new()
    {
        Action = action,
        Outcome = action == WebhookConfigStepAction.None ? WebhookConfigStepOutcome.Done : WebhookConfigStepOutcome.Planned,
        Subject = config is null ? "webhook config" : "webhook config " + ApiId.Text(config.Id),
        Url = url,
        WebhookConfig = config?.Id,
        Current = config?.State,
        Wanted = wanted,
    };

    private IEnumerable<WebhookConfig> Live() => _now.Configs.Where(config => config.State != ConfigState.Deactivated);

    private Key? FindKey(string id) => _now.Keys.FirstOrDefault(key => ApiId.AreSame(key.Id, id));
}
