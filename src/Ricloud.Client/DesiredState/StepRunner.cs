using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>Does one step at the API. A test that fails is an outcome, not a failure.</summary>
internal sealed class StepRunner(RicloudClient client, TimeSpan testTimeout)
{
    private readonly RicloudClient _client = client;
    private readonly Dictionary<string, object> _made = new(StringComparer.Ordinal);

    /// <summary>The credentials of storage configs, by where they are.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> Credentials { get; set; } = new Dictionary<string, IReadOnlyDictionary<string, object?>>();

    public Task<WebhookConfigStep> RunAsync(WebhookConfigStep step, Call call) => step.Action switch
    {
        WebhookConfigStepAction.Create => CreateAsync(step, call),
        WebhookConfigStepAction.Reactivate => ChangeAsync(step, ConfigState.New, call),
        WebhookConfigStepAction.Retest => ConcludeAsync(step, Test(step.Kind).RunAsync(step.ConfigId!, call)),
        WebhookConfigStepAction.Update when step.KeyChange is { } change => UpdateKeyAsync(step, change, call),
        WebhookConfigStepAction.Update => ChangeAsync(step, default, call),
        WebhookConfigStepAction.Repoint => RepointAsync(step, call),
        WebhookConfigStepAction.Deactivate => DeactivateAsync(step, call),
        _ => Task.FromResult(Done(step)),
    };

    /// <summary>The step with the id of the config that it has made, if it got that far before it failed.</summary>
    public WebhookConfigStep Identify(WebhookConfigStep step) =>
        step.Action == WebhookConfigStepAction.Create && _made.TryGetValue(step.Url, out var id) ? Named(step, id) : step;

    private static WebhookConfigStep Named(WebhookConfigStep step, object id) =>
        new(step) { ConfigId = id, Subject = $"{step.Kind.Title} {ApiId.Text(id)}" };

    private static WebhookConfigStep Done(WebhookConfigStep step) => new(step) { Outcome = WebhookConfigStepOutcome.Done };

    private ConfigTest Test(ConfigKind kind) => new(_client, kind, testTimeout);

    private async Task<WebhookConfigStep> CreateAsync(WebhookConfigStep step, Call call)
    {
        var made = await _client.Configs(step.Kind).CreateAsync(new ConfigCreate { Url = step.Url, Others = Settings(step) }, call).ConfigureAwait(false);
        _made[step.Url] = made.Id;
        return await ConcludeAsync(Named(step, made.Id), Test(step.Kind).WatchAsync(made, call)).ConfigureAwait(false);
    }

    private async Task<WebhookConfigStep> ChangeAsync(WebhookConfigStep step, Optional<string> state, Call call)
    {
        var config = await _client.Configs(step.Kind).UpdateAsync(step.ConfigId!, new ConfigUpdate { State = state, Others = Settings(step) }, call).ConfigureAwait(false);
        return await ConcludeAsync(step, Test(step.Kind).WatchAsync(config, call)).ConfigureAwait(false);
    }

    private async Task<WebhookConfigStep> UpdateKeyAsync(WebhookConfigStep step, KeyUpdate change, Call call)
    {
        _ = await _client.Keys.UpdateAsync(step.Key!, change, call).ConfigureAwait(false);
        return Done(step);
    }

    private async Task<WebhookConfigStep> RepointAsync(WebhookConfigStep step, Call call)
    {
        var id = step.Wanted ?? _made[step.Url];
        if (step.Key is null)
        {
            _ = await _client.Organisation.UpdateAsync(step.Kind.AsDefault(ApiId.Text(id)), call).ConfigureAwait(false);
        }
        else
        {
            _ = await _client.Keys.UpdateAsync(step.Key, step.Kind.ForKey(ApiId.Text(id)), call).ConfigureAwait(false);
        }

        return new WebhookConfigStep(Done(step)) { ConfigId = id, Wanted = id };
    }

    private async Task<WebhookConfigStep> DeactivateAsync(WebhookConfigStep step, Call call)
    {
        _ = await _client.Configs(step.Kind).UpdateAsync(step.ConfigId!, new ConfigUpdate { State = ConfigState.Deactivated }, call).ConfigureAwait(false);
        return Done(step);
    }

    private IReadOnlyDictionary<string, object?> Settings(WebhookConfigStep step)
    {
        if (step.Credential is null)
        {
            return step.Settings;
        }

        var settings = step.Settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        settings[StorageSetting.CredentialAttribute] = Credentials[step.Credential];
        return settings;
    }

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
