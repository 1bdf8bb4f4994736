using System.Management.Automation;
using Ricloud.Models;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>A cmdlet that can wait for the test that its change starts.</summary>
public abstract class RicloudWaitingCmdlet : ItemCmdlet
{
    /// <summary>Waits until the test is done.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. 60 by default; without a wait it has no effect.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 60;

    private protected TimeSpan WaitTimeout => TimeSpan.FromSeconds(TimeoutSec);

    private protected virtual bool IsWaiting => Wait;

    /// <summary>Shows the wait for a test of this target; null when there is none.</summary>
    private protected WaitDisplay? Display(string target) => IsWaiting ? new WaitDisplay(Texts.WaitingForTest, target, WaitTimeout) : null;

    /// <summary>
    /// Gives a config that was just made or changed, with -Wait when its test is done. A wait that runs out or fails is an
    /// error that carries the config, so that its id isn't lost.
    /// </summary>
    private protected async Task<WebhookConfig> WhenTestedAsync(ItemContext context, Task<WebhookConfig> change)
    {
        var config = await change.ConfigureAwait(false);
        if (!IsWaiting || WebhookConfigState.IsTested(config.State))
        {
            return config;
        }

        context.Target = config;
        return await context.Client.WebhookConfigs.WaitAsync(config.Id, WaitTimeout, null, context.Stopping).ConfigureAwait(false);
    }
}
