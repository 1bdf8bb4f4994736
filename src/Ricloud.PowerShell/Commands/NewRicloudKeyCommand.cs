using System.Management.Automation;
using Ricloud.Models;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Creates a key. Its token is on the object, as a secret.</summary>
[Cmdlet(VerbsCommon.New, "RicloudKey", SupportsShouldProcess = true)]
[OutputType(typeof(Key))]
public sealed class NewRicloudKeyCommand : RicloudSessionCmdlet
{
    /// <summary>The webhook config to use instead of the organisation's default: its id, or an object that has one.</summary>
    [Parameter(Position = 0)]
    [Identity(ResourceType.WebhookConfig, Single = true)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity? WebhookConfig { get; set; }

    /// <summary>The storage config to use instead of the organisation's default: its id, or an object that has one.</summary>
    [Parameter(Position = 1)]
    [Identity(ResourceType.StorageConfig, Single = true)]
    [ArgumentCompleter(typeof(StorageConfigIdCompleter))]
    public RicloudIdentity? StorageConfig { get; set; }

    /// <summary>Turns the setting <c>publish_source_files</c> on, or with <c>:$false</c> off.</summary>
    [Parameter]
    public SwitchParameter PublishSourceFiles { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ThrowIf(ProblemOf(WebhookConfig));
        ThrowIf(ProblemOf(StorageConfig));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ShouldProcess(Texts.NewKeyTarget, Texts.ActionCreate))
        {
            KeySettings settings = new(WebhookConfig, false, StorageConfig, false, null, IsBound(nameof(PublishSourceFiles)) ? PublishSourceFiles.IsPresent : null);
            Change(null, context => context.Client.Keys.CreateAsync(settings.Update, context.Changing), WriteObject);
        }
    }
}
