using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>
/// Tells of a plan which deactivations of configs of a kind would be held even if all goes well before them, so that who only
/// looks at the plan sees it too.
/// </summary>
internal sealed class SyncForecast
{
    private readonly object? _defaultId;
    private readonly List<KeyUse> _keys;
    private readonly HashSet<string> _valid;

    private SyncForecast(ConfigKind kind, List<WebhookConfigStep> steps, OrganisationSnapshot now)
    {
        // What is still to be made has no id, and whatever uses it uses nothing that is deactivated.
        List<WebhookConfigStep> moves = [.. steps.Where(step => step.Kind == kind && step.Action == WebhookConfigStepAction.Repoint)];
        var newDefault = moves.Find(step => step.Key is null);
        _defaultId = newDefault is null ? now.DefaultId(kind) : newDefault.Wanted;
        _keys = [.. now.Keys.Select(key => new KeyUse(
            key.Id,
            steps.Find(step => step.KeyChange is { State.IsSet: true } && ApiId.AreSame(step.Key, key.Id))?.KeyChange!.State.Value ?? key.State,
            moves.Find(step => ApiId.AreSame(step.Key, key.Id)) is { } move ? move.Wanted : kind.OfKey(key)))];
        _valid = new(now.Configs(kind).Where(config => config.State == ConfigState.Valid).Select(config => ApiId.Text(config.Id)!), StringComparer.Ordinal);
        _valid.UnionWith(steps.Where(step => step.Kind == kind && step.IsEnsuring).Select(step => ApiId.Text(step.ConfigId) ?? step.Url));
    }

    public static IReadOnlyList<WebhookConfigStep> Apply(List<WebhookConfigStep> steps, OrganisationSnapshot now)
    {
        Dictionary<ConfigKind, SyncForecast> forecasts = [];
        return steps.Select(Foresee).ToList();

        WebhookConfigStep Foresee(WebhookConfigStep step)
        {
            if (step.Action != WebhookConfigStepAction.Deactivate)
            {
                return step;
            }

            if (!forecasts.TryGetValue(step.Kind, out var forecast))
            {
                forecasts[step.Kind] = forecast = new SyncForecast(step.Kind, steps, now);
            }

            return forecast.Of(step);
        }
    }

    private WebhookConfigStep Of(WebhookConfigStep step)
    {
        var config = ApiId.Text(step.ConfigId)!;
        var harm = SyncHarm.InUse(step, OrganisationSnapshot.Users(config, _defaultId, _keys))
            ?? SyncHarm.LastValid(step, _valid.Any(id => id != config));
        if (harm is null)
        {
            _valid.Remove(config);
        }

        return harm is null ? step : new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Held, Reason = harm };
    }
}
