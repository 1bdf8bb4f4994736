using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>
/// Makes an organisation's configs and keys match a declaration, step by step, so that whoever drives it can ask before each.
/// Nothing is noted anywhere but at the API: a run that ends half-way is completed by the next one, which plans anew.
/// </summary>
internal sealed class WebhookConfigSync
{
    private readonly RicloudClient _client;
    private readonly WebhookSyncOptions _options;
    private readonly StepRunner _runner;
    private readonly List<WebhookConfigStep> _failed = [];
    private readonly Dictionary<string, WebhookConfigStep> _unmet = new(StringComparer.Ordinal);
    private readonly List<WebhookConfigStep> _unmoved;
    private readonly IReadOnlyList<ConfigKind> _kinds;
    private OrganisationSnapshot? _late;

    private WebhookConfigSync(RicloudClient client, WebhookSyncOptions options, IReadOnlyList<ConfigKind> kinds, IReadOnlyList<WebhookConfigStep> plan)
    {
        _client = client;
        _options = options;
        _runner = new StepRunner(client, options.TestTimeout);
        Plan = plan;
        _kinds = kinds;
        _unmoved = [.. plan.Where(step => step.Action == WebhookConfigStepAction.Repoint)];
        foreach (var step in plan.Where(step => step.IsEnsuring))
        {
            _unmet[step.Url] = step;
        }
    }

    /// <summary>
    /// The steps in their order, those included that do nothing. What would be held even if all goes well is <c>held</c>
    /// already.
    /// </summary>
    public IReadOnlyList<WebhookConfigStep> Plan { get; }

    /// <summary>Reads what the organisation has, and plans.</summary>
    /// <param name="client">The API.</param>
    /// <param name="declaration">What the organisation is to have.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="call">Ends it early.</param>
    /// <returns>The plan, ready to be run.</returns>
    /// <exception cref="DeclarationException">A declared key doesn't exist, or something that is needed isn't declared.</exception>
    /// <exception cref="RicloudException">As for any request.</exception>
    public static async Task<WebhookConfigSync> PrepareAsync(
        RicloudClient client, Declaration declaration, WebhookSyncOptions options, Call call)
    {
        // Not every key may list keys, and a declaration that has nothing to do with them needn't.
        var withKeys = options.Prune || declaration.Keys.Count > 0 || declaration.Configs.Any(entry => !entry.IsWanted || entry.Keys.Count > 0);
        var now = await OrganisationSnapshot.ReadAsync(client, declaration.Kinds, withKeys, call).ConfigureAwait(false);
        var ownKey = declaration.Keys.Any(key => key.State == KeyState.Deactivated) ? await client.Keys.GetCurrentAsync(call).ConfigureAwait(false) : null;
        return new WebhookConfigSync(client, options, declaration.Kinds, SyncPlanner.Plan(declaration, now, ownKey, options));
    }

    /// <summary>Where the credentials are that the plan needs.</summary>
    public IEnumerable<string> CredentialReferences => Plan.Select(step => step.Credential).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Gives it the credentials before the first step, each by its reference.</summary>
    public void UseCredentials(IReadOnlyDictionary<string, IReadOnlyDictionary<string, object?>> credentials) => _runner.Credentials = credentials;

    /// <summary>Looks whether a step may be done now. Steps are to be checked, and run, in the order of the plan.</summary>
    /// <param name="step">A step of the plan.</param>
    /// <param name="call">Ends it early.</param>
    /// <returns>The step, <c>planned</c>, or <c>held</c> with the reason since what it depends on isn't done.</returns>
    /// <exception cref="RicloudException">It would do harm, as the organisation is now.</exception>
    /// <exception cref="RicloudException">As for any request.</exception>
    public async Task<WebhookConfigStep> CheckAsync(WebhookConfigStep step, Call call)
    {
        switch (step.Action)
        {
            case WebhookConfigStepAction.Repoint when _unmet.TryGetValue(step.Url, out var unmet):
                return Hold(step, unmet);
            case WebhookConfigStepAction.Deactivate when _failed.Find(move => Uses(move, step)) is { } stuck:
                // -Force knows what the plan knows: that this would fail it doesn't.
                return Hold(step, $"It waits for {stuck.Subject}, which couldn't be given another one.");
            case WebhookConfigStepAction.Deactivate when !_options.Force:
                if (_unmet.Values.FirstOrDefault(other => other.Kind == step.Kind) is { } first)
                {
                    return Hold(step, first);
                }

                if (_unmoved.Find(move => Uses(move, step)) is { } user)
                {
                    return Hold(step, $"It waits for {user.Subject}, which still uses it.");
                }

                await RefuseHarmAsync(step, call).ConfigureAwait(false);
                break;
        }

        return new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Planned };
    }

    /// <summary>Does a step that <see cref="CheckAsync"/> has let through.</summary>
    /// <param name="step">The step.</param>
    /// <param name="call">Ends it early; the change may have been made all the same.</param>
    /// <returns>The step, <c>done</c> or <c>pending</c>, with what is known by then.</returns>
    /// <exception cref="RicloudException">As for any request. What depends on the step will be held.</exception>
    public async Task<WebhookConfigStep> ApplyAsync(WebhookConfigStep step, Call call)
    {
        var applied = await _runner.RunAsync(step, call).ConfigureAwait(false);
        if (applied.Action == WebhookConfigStepAction.Repoint)
        {
            _unmoved.RemoveAll(move => move.Kind == applied.Kind && ApiId.AreSame(move.Key, applied.Key));
        }
        else if (applied.IsEnsuring)
        {
            if (applied.Outcome == WebhookConfigStepOutcome.Done)
            {
                _unmet.Remove(applied.Url);
            }
            else
            {
                _unmet[applied.Url] = applied;
            }
        }

        return applied;
    }

    /// <summary>Tells how far a step came that ended with an exception.</summary>
    /// <param name="step">A step of the plan.</param>
    /// <param name="reason">What went wrong, in a sentence.</param>
    /// <returns>The step, <c>failed</c>, with the id of the config that it has made all the same.</returns>
    public WebhookConfigStep Fail(WebhookConfigStep step, string reason)
    {
        if (step.Action == WebhookConfigStepAction.Repoint)
        {
            _failed.Add(step);
        }

        return new WebhookConfigStep(_runner.Identify(step)) { Outcome = WebhookConfigStepOutcome.Failed, Reason = reason };
    }

    /// <summary>Whether who is to be pointed elsewhere uses the config of a step.</summary>
    private static bool Uses(WebhookConfigStep move, WebhookConfigStep step) => move.Kind == step.Kind && ApiId.AreSame(move.Current, step.ConfigId);

    private static WebhookConfigStep Hold(WebhookConfigStep step, WebhookConfigStep unmet) =>
        Hold(step, $"It waits for the {unmet.Kind.Title} for {unmet.Url}, which isn't valid yet.");

    private static WebhookConfigStep Hold(WebhookConfigStep step, string reason) =>
        new WebhookConfigStep(step) { Outcome = WebhookConfigStepOutcome.Held, Reason = reason };

    private async Task RefuseHarmAsync(WebhookConfigStep step, Call call)
    {
        _late ??= await OrganisationSnapshot.ReadAsync(_client, _kinds, withKeys: true, call).ConfigureAwait(false);
        if (SyncHarm.InUse(step, _late.Users(step.Kind, step.ConfigId!)) is { } used)
        {
            throw new RicloudException(RicloudErrorKind.WebhookConfigInUse, used);
        }

        // Others may be at work too, so the last look is as late as it can be.
        var hasOther = await HasOtherValidAsync(step, call).ConfigureAwait(false);
        if (SyncHarm.LastValid(step, hasOther) is { } last)
        {
            throw new RicloudException(RicloudErrorKind.LastValidWebhookConfig, last);
        }
    }

    private async Task<bool> HasOtherValidAsync(WebhookConfigStep step, Call call)
    {
        ConfigFilter two = new() { State = ConfigState.Valid, MaximumCount = 2 };
        var valid = await _client.Configs(step.Kind).AllAsync(two, call).ConfigureAwait(false);
        return valid.Exists(config => !ApiId.AreSame(config.Id, step.ConfigId));
    }
}
