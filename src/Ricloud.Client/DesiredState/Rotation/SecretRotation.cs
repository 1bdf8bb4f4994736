using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>
/// Replaces the secret of a webhook config without losing an event. A config keeps its secret for life, so a new one for the
/// same address takes its place. Each call does one thing, so that whoever drives it can ask before each, and stop after any:
/// nothing is noted anywhere but at the API, and the next run finds the successor there.
/// </summary>
internal sealed class SecretRotation
{
    private readonly RicloudClient _client;
    private readonly OrganisationSnapshot _now;
    private readonly TimeSpan _timeout;
    private readonly StepRunner _runner;

    private SecretRotation(RicloudClient client, OrganisationSnapshot now, WebhookConfig old, TimeSpan timeout)
    {
        _client = client;
        _now = now;
        _timeout = timeout;
        _runner = new StepRunner(client, timeout);
        Old = old;
    }

    /// <summary>The config whose secret is to be replaced, as it was in the beginning.</summary>
    public WebhookConfig Old { get; }

    /// <summary>The config that takes its place; <see langword="null"/> while it is still to be made.</summary>
    public WebhookConfig? New { get; private set; }

    /// <summary>Whether an earlier run has done all there is to do.</summary>
    public bool IsOver => New is not null && Old.State == ConfigState.Deactivated && !Moves().Any();

    /// <summary>Reads what there is, and looks for the successor that an earlier run has made.</summary>
    /// <param name="client">The API.</param>
    /// <param name="oldId">The id of the config whose secret is to be replaced.</param>
    /// <param name="newId">The id of its successor; <see langword="null"/> to look for it: a younger one for the same address that isn't deactivated.</param>
    /// <param name="timeout">How long to wait for a test, and again for the events that are under way.</param>
    /// <param name="call">Ends it early.</param>
    /// <returns>The rotation, at the place that it has come to.</returns>
    /// <exception cref="RicloudException">There is nothing to replace, or no telling with what.</exception>
    /// <exception cref="RicloudException">As for any request.</exception>
    public static async Task<SecretRotation> PrepareAsync(
        RicloudClient client, object oldId, object? newId, TimeSpan timeout, Call call)
    {
        var old = await client.WebhookConfigs.GetAsync(oldId, call).ConfigureAwait(false);
        var now = await OrganisationSnapshot.ReadAsync(client, new[] { ConfigKind.Webhook }, withKeys: true, call).ConfigureAwait(false);
        SecretRotation rotation = new(client, now, old, timeout);
        rotation.New = newId is null
            ? rotation.FindSuccessor()
            : rotation.Accept(await client.WebhookConfigs.GetAsync(newId, call).ConfigureAwait(false));
        return rotation;
    }

    /// <summary>Lists what is left to do, the deployment of the secret apart.</summary>
    /// <returns>The steps in their order.</returns>
    public IEnumerable<WebhookConfigStep> Plan()
    {
        if (New is null)
        {
            yield return Step(WebhookConfigStepAction.Create, null, null);
        }

        yield return Step(WebhookConfigStepAction.Retest, New?.Id, New?.State);
        foreach (var move in Moves())
        {
            yield return move;
        }

        if (Old.State != ConfigState.Deactivated)
        {
            yield return Step(WebhookConfigStepAction.Deactivate, Old.Id, Old.State);
        }
    }

    /// <summary>Makes the successor.</summary>
    /// <param name="call">Ends it early; it may have been made all the same, and the next run finds it.</param>
    /// <returns>The successor, with its secret.</returns>
    /// <exception cref="RicloudException">As for any request.</exception>
    public async Task<WebhookConfig> CreateAsync(Call call)
    {
        New = await _client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = Old.Url }, call).ConfigureAwait(false);
        return New;
    }

    /// <summary>Does a step of the plan other than the creation.</summary>
    /// <param name="step">The step.</param>
    /// <param name="call">Ends it early; the change may have been made all the same.</param>
    /// <returns>The step, done.</returns>
    /// <exception cref="RicloudException"><see cref="RicloudErrorKind.SecretNotAccepted"/>: the receiver doesn't take the test.</exception>
    /// <exception cref="RicloudException">As for any request.</exception>
    public async Task<WebhookConfigStep> ApplyAsync(WebhookConfigStep step, Call call)
    {
        var applied = await _runner.RunAsync(step, call).ConfigureAwait(false);
        return applied.Outcome == WebhookConfigStepOutcome.Pending
            ? throw new RicloudException(RicloudErrorKind.SecretNotAccepted, applied.Reason)
            : applied;
    }

    /// <summary>
    /// Waits until all that may still be delivered through the old config has been: the events that are pending now, of the
    /// newest thousand. What happens from now on goes through the successor.
    /// </summary>
    /// <param name="call">Ends the wait early.</param>
    /// <returns>The wait.</returns>
    /// <exception cref="RicloudWaitException">Some are pending still; carries the successor.</exception>
    public Task DrainAsync(Call call) => new EventDrain(_client, New!).RunAsync(_timeout, call);

    private IEnumerable<WebhookConfigStep> Moves()
    {
        if (ApiId.AreSame(_now.DefaultId(ConfigKind.Webhook), Old.Id))
        {
            yield return new WebhookConfigStep(Step(WebhookConfigStepAction.Repoint, New?.Id, Old.Id)) { Subject = "organisation", Wanted = New?.Id };
        }

        foreach (var key in _now.Keys.Where(key => ApiId.AreSame(key.WebhookConfig, Old.Id)))
        {
            yield return new WebhookConfigStep(Step(WebhookConfigStepAction.Repoint, New?.Id, Old.Id)) { Subject = "key " + ApiId.Text(key.Id), Key = key.Id, Wanted = New?.Id };
        }
    }

    private WebhookConfigStep Step(string action, object? config, object? current) => new()
    {
        Action = action,
        Subject = config is null ? "webhook config" : "webhook config " + ApiId.Text(config),
        Url = Old.Url,
        ConfigId = config,
        Current = current,
    };

    private WebhookConfig? FindSuccessor()
    {
        List<WebhookConfig> younger = [.. _now.Configs(ConfigKind.Webhook).Cast<WebhookConfig>().Where(IsSuccessor)];
        if (younger.Count > 1)
        {
            var ids = string.Join(" and ", younger.Select(config => config.Id));
            throw new RicloudException(RicloudErrorKind.ReplacementAmbiguous, $"Webhook configs {ids} are all younger than {Old.Id} and have its address, so any of them could be what takes its place.");
        }

        return younger.Count == 0 && Old.State == ConfigState.Deactivated
            ? throw new RicloudException(RicloudErrorKind.NothingToReplace, $"Webhook config {Old.Id} is deactivated, so its secret signs nothing, and no younger one has its address.")
            : younger.FirstOrDefault();
    }

    private bool IsSuccessor(WebhookConfig config) =>
        config.Url == Old.Url
        && !ApiId.AreSame(config.Id, Old.Id)
        && config.State != ConfigState.Deactivated
        && !(IsoDate.Moment(config.DateCreated) < IsoDate.Moment(Old.DateCreated));

    private WebhookConfig Accept(WebhookConfig config)
    {
        var problem = config switch
        {
            _ when ApiId.AreSame(config.Id, Old.Id) => "it is the same one",
            _ when config.Url != Old.Url => $"its address is {config.Url} and not {Old.Url}",
            { State: ConfigState.Deactivated } => "it is deactivated",
            _ => null,
        };
        return problem is null
            ? config
            : throw new RicloudException(RicloudErrorKind.NotAReplacement, $"Webhook config {config.Id} can't take the place of {Old.Id}: {problem}.");
    }
}
