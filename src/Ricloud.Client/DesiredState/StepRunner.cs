using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>Does one step at the API. A test that fails is an outcome, not a failure.</summary>
internal sealed class StepRunner(RicloudClient client, TimeSpan testTimeout)
{
    private readonly RicloudClient _client = client;
    private readonly ConfigTest _test = new ConfigTest(client, testTimeout);
    private readonly Dictionary<string, object> _made = new(StringComparer.Ordinal);

    public Task<WebhookConfigStep> RunAsync(WebhookConfigStep step, Call call) => step.Action switch
    {
        WebhookConfigStepAction.Create => CreateAsync(step, call),
        WebhookConfigStepAction.Reactivate => ReactivateAsync(step, call),
        WebhookConfigStepAction.Retest => RetestAsync(step, call),
        WebhookConfigStepAction.Repoint => RepointAsync(step, call),
        WebhookConfigStepAction.Deactivate => DeactivateAsync(step, call),
        _ => Task.FromResult(new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Done }),
    };

    /// <summary>The step with the id of the config that it has made, if it got that far before it failed.</summary>
    public WebhookConfigStep Identify(WebhookConfigStep step) =>
        step.Action == WebhookConfigStepAction.Create && _made.TryGetValue(step.Url, out var id) ? Named(step, id) : step;

    private static WebhookConfigStep Named(WebhookConfigStep step, object id) =>
        new(step) { WebhookConfig = id, Subject = "webhook config " + ApiId.Text(id) };

    private async Task<WebhookConfigStep> CreateAsync(WebhookConfigStep step, Call call)
    {
        var made = await _client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = step.Url }, call).ConfigureAwait(false);
        _made[step.Url] = made.Id;
        return await ConcludeAsync(Named(step, made.Id), _test.WatchAsync(made, call)).ConfigureAwait(false);
    }

    private async Task<WebhookConfigStep> ReactivateAsync(WebhookConfigStep step, Call call)
    {
        var config = await SetStateAsync(step, ConfigState.New, call).ConfigureAwait(false);
        return await ConcludeAsync(step, _test.WatchAsync(config, call)).ConfigureAwait(false);
    }

    private Task<WebhookConfigStep> RetestAsync(WebhookConfigStep step, Call call) =>
        ConcludeAsync(step, _test.RunAsync(step.WebhookConfig!, call));

    private async Task<WebhookConfigStep> RepointAsync(WebhookConfigStep step, Call call)
    {
        var id = step.Wanted ?? _made[step.Url];
        Optional<string?> config = new(ApiId.Text(id));
        if (step.Key is null)
        {
            _ = await _client.Organisation.UpdateAsync(new OrganisationUpdate { WebhookConfigDefault = config }, call).ConfigureAwait(false);
        }
        else
        {
            _ = await _client.Keys.UpdateAsync(step.Key, new KeyUpdate { WebhookConfig = config }, call).ConfigureAwait(false);
        }

        return new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Done, WebhookConfig = id, Wanted = id };
    }

    private async Task<WebhookConfigStep> DeactivateAsync(WebhookConfigStep step, Call call)
    {
        _ = await SetStateAsync(step, ConfigState.Deactivated, call).ConfigureAwait(false);
        return new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Done };
    }

    private Task<WebhookConfig> SetStateAsync(WebhookConfigStep step, string state, Call call) =>
        _client.WebhookConfigs.UpdateAsync(step.WebhookConfig!, new ConfigUpdate { State = new Optional<string>(state) }, call);

    private static async Task<WebhookConfigStep> ConcludeAsync(WebhookConfigStep step, Task<ConfigVerdict> test)
    {
        var verdict = await test.ConfigureAwait(false);
        return new WebhookConfigStep(step)
        {
            Outcome = verdict.IsValid ? WebhookConfigStepOutcome.Done : WebhookConfigStepOutcome.Pending,
            Reason = verdict.IsValid ? step.Reason : verdict.Why,
        };
    }
}
