using Ricloud.Models;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>Does one step at the API. A test that fails is an outcome, not a failure.</summary>
internal sealed class StepRunner(RicloudServices services, TimeSpan testTimeout)
{
    private readonly RicloudServices _services = services;
    private readonly ConfigTest _test = new ConfigTest(services, testTimeout);
    private readonly Dictionary<string, object> _made = new(StringComparer.Ordinal);

    public Task<WebhookConfigStep> RunAsync(WebhookConfigStep step, CancellationToken cancellationToken) => step.Action switch
    {
        WebhookConfigStepAction.Create => CreateAsync(step, cancellationToken),
        WebhookConfigStepAction.Reactivate => ReactivateAsync(step, cancellationToken),
        WebhookConfigStepAction.Retest => RetestAsync(step, cancellationToken),
        WebhookConfigStepAction.Repoint => RepointAsync(step, cancellationToken),
        WebhookConfigStepAction.Deactivate => DeactivateAsync(step, cancellationToken),
        _ => Task.FromResult(new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Done }),
    };

    /// <summary>The step with the id of the config that it has made, if it got that far before it failed.</summary>
    public WebhookConfigStep Identify(WebhookConfigStep step) =>
        step.Action == WebhookConfigStepAction.Create && _made.TryGetValue(step.Url, out var id) ? Named(step, id) : step;

    private static WebhookConfigStep Named(WebhookConfigStep step, object id) =>
        new(step) { WebhookConfig = id, Subject = "webhook config " + ApiId.Text(id) };

    private async Task<WebhookConfigStep> CreateAsync(WebhookConfigStep step, CancellationToken cancellationToken)
    {
        var made = await _services.WebhookConfigs.CreateAsync(new WebhookConfigCreate { Url = step.Url }, cancellationToken).ConfigureAwait(false);
        _made[step.Url] = made.Id;
        return await ConcludeAsync(Named(step, made.Id), _test.WatchAsync(made, cancellationToken)).ConfigureAwait(false);
    }

    private async Task<WebhookConfigStep> ReactivateAsync(WebhookConfigStep step, CancellationToken cancellationToken)
    {
        var config = await SetStateAsync(step, WebhookConfigState.New, cancellationToken).ConfigureAwait(false);
        return await ConcludeAsync(step, _test.WatchAsync(config, cancellationToken)).ConfigureAwait(false);
    }

    private Task<WebhookConfigStep> RetestAsync(WebhookConfigStep step, CancellationToken cancellationToken) =>
        ConcludeAsync(step, _test.RunAsync(step.WebhookConfig!, cancellationToken));

    private async Task<WebhookConfigStep> RepointAsync(WebhookConfigStep step, CancellationToken cancellationToken)
    {
        var id = step.Wanted ?? _made[step.Url];
        Optional<string?> config = new(ApiId.Text(id));
        if (step.Key is null)
        {
            _ = await _services.Organisation.UpdateAsync(new OrganisationUpdate { WebhookConfigDefault = config }, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            _ = await _services.Keys.UpdateAsync(step.Key, new KeyUpdate { WebhookConfig = config }, cancellationToken).ConfigureAwait(false);
        }

        return new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Done, WebhookConfig = id, Wanted = id };
    }

    private async Task<WebhookConfigStep> DeactivateAsync(WebhookConfigStep step, CancellationToken cancellationToken)
    {
        _ = await SetStateAsync(step, WebhookConfigState.Deactivated, cancellationToken).ConfigureAwait(false);
        return new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Done };
    }

    private Task<WebhookConfig> SetStateAsync(WebhookConfigStep step, string state, CancellationToken cancellationToken) =>
        _services.WebhookConfigs.UpdateAsync(step.WebhookConfig!, new WebhookConfigUpdate { State = new Optional<string>(state) }, cancellationToken);

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
