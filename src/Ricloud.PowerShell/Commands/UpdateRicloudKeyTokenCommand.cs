using System.Management.Automation;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Replaces the tokens of keys. An old one stops at once; sessions of this process that use it go on with the new one.
/// </summary>
[Cmdlet(VerbsData.Update, "RicloudKeyToken", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Key))]
public sealed class UpdateRicloudKeyTokenCommand : RicloudSessionCmdlet
{
    /// <summary>The keys: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Identity(ResourceType.Key)]
    [ArgumentCompleter(typeof(KeyIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>
    /// How many items to work on at once, 1 to 64. 1 by default. What is written keeps the order of the items. More than one
    /// reads ahead: that many changes may have been made beyond the last one that was written.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    // One at a time: a request under way with a token that is being replaced would be refused.

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, 1, identity =>
    {
        if (ShouldProcess(identity.TargetName, Texts.ActionRotate))
        {
            Change(identity.Source, context => context.Client.Keys.RotateAsync(identity.Id, context.Changing), Write);
        }
    });

    private void Write(Key key)
    {
        WriteObject(key);
        if (UsedSession.HasToken(key) && UsedSession.Source != Texts.Parameter)
        {
            WriteWarning(Texts.TokenToStore(UsedSession.Source));
        }
    }
}
