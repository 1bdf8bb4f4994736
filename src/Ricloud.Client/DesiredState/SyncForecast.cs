using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>
/// Tells of a plan which deactivations would be held even if all goes well before them, so that who only looks at the plan
/// sees it too.
/// </summary>
internal static class SyncForecast
{
    public static IReadOnlyList<WebhookConfigStep> Apply(List<WebhookConfigStep> steps, OrganisationSnapshot now, WebhookSyncOptions options)
    {
        if (options.Force)
        {
            return steps;
        }

        // What is still to be made has no id, and whatever uses it uses nothing that is deactivated.
        List<WebhookConfigStep> moves = [.. steps.Where(step => step.Action == WebhookConfigStepAction.Repoint)];
        var newDefault = moves.Find(step => step.Key is null);
        var defaultId = newDefault is null ? now.DefaultId : newDefault.Wanted;
        List<(Key Key, object? Config)> keys = [.. now.Keys.Select(key => (key, moves.Find(step => ApiId.AreSame(step.Key, key.Id)) is { } move ? move.Wanted : key.WebhookConfig))];
        HashSet<string> valid = new(now.Configs.Where(config => config.State == ConfigState.Valid).Select(config => ApiId.Text(config.Id)!), StringComparer.Ordinal);
        valid.UnionWith(steps.Where(step => step.IsEnsuring).Select(step => ApiId.Text(step.WebhookConfig) ?? step.Url));
        return steps.Select(step => step.Action == WebhookConfigStepAction.Deactivate ? Foresee(step) : step).ToList();

        WebhookConfigStep Foresee(WebhookConfigStep step)
        {
            var config = ApiId.Text(step.WebhookConfig)!;
            var harm = SyncHarm.InUse(step, OrganisationSnapshot.Users(config, defaultId, keys))
                ?? SyncHarm.LastValid(step, valid.Any(id => id != config));
            if (harm is null)
            {
                valid.Remove(config);
            }

            return harm is null ? step : new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Held, Reason = harm };
        }
    }
}
