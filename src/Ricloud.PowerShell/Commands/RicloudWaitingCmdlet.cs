using System;
using System.Management.Automation;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Commands;

/// <summary>A cmdlet that can wait for the test that its change starts.</summary>
public abstract class RicloudWaitingCmdlet : RicloudSessionCmdlet
{
    /// <summary>Waits until the test is done.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. 60 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 60;

    private protected TimeSpan WaitTimeout => TimeSpan.FromSeconds(TimeoutSec);

    private protected virtual bool IsWaiting => Wait;

    private protected virtual string WaitParameters => "-Wait";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (IsBound(nameof(TimeoutSec)) && !IsWaiting)
        {
            ThrowTerminatingError(RicloudError.TimeoutWithoutWait.ToRecord(null, WaitParameters));
        }
    }

    /// <summary>
    /// Writes a config that was just made or changed, with -Wait when its test is done. A wait that runs out is an error
    /// that carries the config, and so is one that fails, so that its id isn't lost.
    /// </summary>
    private protected void WriteWhenTested(WebhookConfig config)
    {
        if (!IsWaiting || config.State != WebhookConfigState.New)
        {
            WriteObject(config);
            return;
        }

        var display = new WaitDisplay(Texts.WaitingForTest(Texts.ConfigTargetWithUrl(config.Id, config.Url)), WaitTimeout);
        Attempt(config, () => WriteObject(
            Await(stopping => Client.WebhookConfigs.WaitAsync(config.Id, WaitTimeout, null, stopping), display)));
    }
}
