using Ricloud.Models;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>The wait for the test that a change of a webhook config starts.</summary>
/// <param name="isWanted">Whether there is one.</param>
/// <param name="timeoutSec">How many seconds at most.</param>
internal sealed class TestWait(bool isWanted, int timeoutSec)
{
    public bool IsWanted { get; } = isWanted;

    public TimeSpan Timeout { get; } = TimeSpan.FromSeconds(timeoutSec);

    /// <summary>Shows the wait for a test of this target; null when there is none.</summary>
    public WaitDisplay? Display(string target) => IsWanted ? new WaitDisplay(Texts.WaitingForTest, target, Timeout) : null;

    /// <summary>
    /// Gives a config that was just made or changed, as soon as its test is done if that is wanted. A wait that runs out or
    /// fails is an error that carries the config, so that its id isn't lost.
    /// </summary>
    public async Task<WebhookConfig> WhenDoneAsync(ItemContext context, Task<WebhookConfig> change)
    {
        var config = await change.ConfigureAwait(false);
        if (!IsWanted || WebhookConfigState.IsTested(config.State))
        {
            return config;
        }

        context.Target = config;
        return await context.Client.WebhookConfigs.WaitAsync(config.Id, Timeout, null, context.Reading).ConfigureAwait(false);
    }
}
