using System.Management.Automation;
using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.Operations;
using Ricloud.PowerShell.Parameters;
using Ricloud.Services;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What the cmdlets of every kind of config do alike with one item.</summary>
/// <typeparam name="T">The config's model.</typeparam>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="kind">The kind.</param>
/// <param name="service">The kind's service.</param>
internal sealed class ConfigWork<T>(RicloudSessionCmdlet cmdlet, ConfigKind kind, Func<RicloudClient, ConfigService<T>> service)
    where T : ApiResource, IRicloudConfig
{
    // The API holds an answer no longer than this, and needs time to answer before the request itself runs out.
    private const int LongestAwait = 10;
    private const int AnswerTime = 2;

    private ConfigUses? _uses;

    /// <summary>The log of what is changed.</summary>
    public ChangeLogging Log { get; init; } = ChangeLogging.None;

    /// <summary>What hangs on them.</summary>
    public ConfigUses Uses => _uses ??= new ConfigUses(cmdlet, kind);

    /// <summary>Creates one for an address.</summary>
    public void Create(ParameterValue url, ConfigCreate body, TestWait wait)
    {
        if (cmdlet.ShouldProcess(url.TargetName, Texts.ActionCreate))
        {
            Change(url, (configs, context) => configs.CreateAsync(body, context.Changing), wait);
        }
    }

    /// <summary>Gets one.</summary>
    public Task<T> GetAsync(ItemContext context, RicloudIdentity identity) => service(context.Client).GetAsync(identity.Id, context.Reading);

    /// <summary>Changes one.</summary>
    /// <param name="identity">Which.</param>
    /// <param name="body">What is changed.</param>
    /// <param name="changes">The changes for people.</param>
    /// <param name="wait">The wait for the test that follows.</param>
    /// <param name="isForced">Whether it is done whatever hangs on it.</param>
    public void Update(RicloudIdentity identity, ConfigUpdate body, string changes, TestWait wait, bool isForced)
    {
        var state = body.State.Value;
        var action = Texts.ActionChange(Effects(identity, state, changes));
        ConfigTaking taking = new() { IsForced = isForced, Effect = state == ConfigState.Deactivated ? null : Texts.MovedTo(body.Url.Value) };
        if (state == ConfigState.Deactivated || body.Url.IsSet ? Uses.ShouldTake(identity, action, taking) : cmdlet.ShouldProcess(identity.TargetName, action))
        {
            Change(identity, (configs, context) => Log.MakeAsync(context, ChangeValues.Of(body), call => configs.GetAsync(identity.Id, call), call => configs.UpdateAsync(identity.Id, body, call)), wait);
        }
    }

    /// <summary>Has one tested.</summary>
    public void Test(RicloudIdentity identity, TestWait wait, Action<RicloudTask> write)
    {
        if (cmdlet.ShouldProcess(identity.TargetName, Texts.ActionTest))
        {
            var awaitSeconds = AwaitSeconds(wait);
            cmdlet.Change(identity.Source, context => TestAsync(context, identity, awaitSeconds, wait), write, wait.Display(identity.TargetName));
        }
    }

    /// <summary>Deletes one.</summary>
    public void Remove(RicloudIdentity identity, bool isForced, bool skipsConfirmation)
    {
        if (Uses.ShouldTake(identity, Texts.ActionDelete, new ConfigTaking { IsForced = isForced, SkipsConfirmation = skipsConfirmation, IsForGood = true }))
        {
            cmdlet.Change(identity.Source, context => service(context.Client).DeleteAsync(identity.Id, context.Changing), _ => { });
        }
    }

    /// <summary>What is written of one: with what uses it, if that is wanted.</summary>
    public object Shown(object item, bool includeUse)
    {
        if (!includeUse || item is not T config)
        {
            return item;
        }

        var id = IdentityReader.ScalarText(config.Id)!;
        PSObject shown = new(config);
        shown.Properties.Add(new PSNoteProperty("IsDefault", Uses.IsDefault(id)));
        shown.Properties.Add(new PSNoteProperty("UsedByKeys", Uses.KeysOf(id)));
        return shown;
    }

    private void Change(ParameterValue item, Func<ConfigService<T>, ItemContext, Task<T>> change, TestWait wait) => cmdlet.Change(
        item.Source,
        context => wait.WhenDoneAsync(context, service(context.Client), change(service(context.Client), context)),
        cmdlet.WriteObject,
        wait.Display(item.TargetName));

    /// <summary>The changes with what the API makes of them (API contract: documented).</summary>
    private string Effects(RicloudIdentity identity, string? state, string changes) => state switch
    {
        ConfigState.Deactivated => kind == ConfigKind.Storage ? Texts.EffectOfStorageDeactivation(changes) : Texts.EffectOfDeactivation(changes),
        null => Returning(identity, Texts.EffectOfUrl(changes)),
        _ => Returning(identity, Texts.EffectOfNew(changes)),
    };

    /// <summary>Only of a bare id is nothing known.</summary>
    private static string Returning(RicloudIdentity identity, string effect) =>
        identity.KnownState is null or ConfigState.Deactivated ? Texts.EffectOfReturn(effect) : effect;

    private async Task<RicloudTask> TestAsync(ItemContext context, RicloudIdentity identity, int? awaitSeconds, TestWait wait)
    {
        var task = await service(context.Client).TestAsync(identity.Id, awaitSeconds, context.Changing).ConfigureAwait(false);
        if (!wait.IsWanted)
        {
            return task;
        }

        context.Target = task;
        return await context.Client.Tasks.WaitAsync(task, wait.Timeout, null, context.Reading).ConfigureAwait(false);
    }

    private int? AwaitSeconds(TestWait wait)
    {
        var longest = Math.Min(LongestAwait, (int)cmdlet.UsedSession.Timeout.TotalSeconds - AnswerTime);
        var seconds = wait.IsWanted ? Math.Min(longest, (int)wait.Timeout.TotalSeconds) : longest;
        return seconds > 0 ? seconds : null;
    }
}
