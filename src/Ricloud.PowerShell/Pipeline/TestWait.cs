using Ricloud.Models;
using Ricloud.Services;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>The wait for the test that a change of a config starts.</summary>
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
    public async Task<T> WhenDoneAsync<T>(ItemContext context, ConfigService<T> configs, Task<T> change)
        where T : class, IRicloudConfig
    {
        var config = await change.ConfigureAwait(false);
        if (!IsWanted || ConfigState.IsTested(config.State))
        {
            return config;
        }

        context.Target = config;
        return await configs.WaitAsync(config.Id, Timeout, null, context.Reading).ConfigureAwait(false);
    }
}
