using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>
/// Computes the steps, in an order in which nothing is taken away before what replaces it works: first every declared
/// config is made valid, then the organisation and the keys are pointed at them, then the others are deactivated.
/// </summary>
internal sealed class SyncPlanner
{
    private readonly Declaration _declaration;
    private readonly OrganisationSnapshot _now;
    private readonly WebhookSyncOptions _options;
    private readonly List<WebhookConfigStep> _steps = [];
    private readonly List<string> _problems = [];

    private SyncPlanner(Declaration declaration, OrganisationSnapshot now, WebhookSyncOptions options)
    {
        _declaration = declaration;
        _now = now;
        _options = options;
    }

    /// <param name="declaration">What is wanted.</param>
    /// <param name="now">What there is.</param>
    /// <param name="ownKey">The key in use, if it matters.</param>
    /// <param name="options">How far to go.</param>
    /// <exception cref="DeclarationException">A declared key doesn't exist, or something that is needed isn't declared.</exception>
    public static IReadOnlyList<WebhookConfigStep> Plan(Declaration declaration, OrganisationSnapshot now, Key? ownKey, WebhookSyncOptions options)
    {
        SyncPlanner planner = new(declaration, now, options);
        List<ConfigPlanner> kinds = [.. declaration.Kinds.Select(kind => new ConfigPlanner(declaration, kind, now, options, planner._problems))];
        planner.CheckKeys(ownKey);
        planner._steps.AddRange(kinds.SelectMany(kind => kind.Ensure()));
        planner.Conclude();
        planner._steps.AddRange(kinds.SelectMany(kind => kind.Repoint()));
        planner._steps.AddRange(declaration.Keys.Select(planner.OfKey).OfType<WebhookConfigStep>());
        planner._steps.AddRange(kinds.SelectMany(kind => kind.Deactivate()));
        return options.Force ? planner._steps : SyncForecast.Apply(planner._steps, now);
    }

    private void CheckKeys(Key? ownKey)
    {
        var named = _declaration.Configs.SelectMany(entry => entry.Keys.Select(id => (Id: id, entry.Place)))
            .Concat(_declaration.Keys.Select(key => (key.Id, key.Place)));
        _problems.AddRange(named.Where(key => _now.FindKey(key.Id) is null).Select(key => $"{key.Place}: the organisation has no key {key.Id}.").Distinct());
        _problems.AddRange(_declaration.Keys
            .Where(key => key.State == KeyState.Deactivated && ApiId.AreSame(key.Id, ownKey?.Id))
            .Select(key => $"{key.Place}: key {key.Id} is the one in use here, which would lock itself out; deactivate it with another one."));
    }

    private void Conclude()
    {
        if (_problems.Count > 0)
        {
            throw new DeclarationException(_declaration.Source, _problems);
        }
    }

    /// <summary>What is changed of a key itself; null where nothing is declared of that.</summary>
    private WebhookConfigStep? OfKey(DeclaredKey declared)
    {
        var key = _now.FindKey(declared.Id)!;
        SettingChanges changes = new();
        changes.Add(EntryNames.State, key.State, declared.State);
        changes.Add(EntryNames.PublishSourceFiles, key.PublishSourceFiles, declared.PublishSourceFiles);
        return declared is { State: null, PublishSourceFiles: null } ? null : changes.On(new WebhookConfigStep
        {
            Subject = "key " + ApiId.Text(key.Id),
            Key = key.Id,
            KeyChange = new KeyUpdate
            {
                State = changes.Has(EntryNames.State) ? new(declared.State!) : default,
                PublishSourceFiles = changes.Has(EntryNames.PublishSourceFiles) ? declared.PublishSourceFiles : null,
            },
        });
    }
}
