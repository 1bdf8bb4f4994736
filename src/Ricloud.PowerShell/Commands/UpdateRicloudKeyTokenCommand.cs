using System.Management.Automation;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Replaces the tokens of keys. An old one stops at once; sessions of this process that use it go on with the new one.
/// </summary>
[Cmdlet(VerbsData.Update, "RicloudKeyToken", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Key))]
public sealed class UpdateRicloudKeyTokenCommand : ItemCmdlet
{
    /// <summary>The keys: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [KeyIdentity]
    [ArgumentCompleter(typeof(KeyIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    // A request under way with a token that is being replaced would be refused.
    private protected override int Window => 1;

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForEach(Id, identity =>
    {
        if (ShouldProcess(identity.TargetName, Texts.ActionRotate))
        {
            Change(identity.Source, context => context.Changing.Keys.RotateAsync(identity.Id, context.Stopping), Write);
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
