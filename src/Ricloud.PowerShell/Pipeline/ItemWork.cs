using Ricloud.Http;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>One item's work, under way or done, of which nothing was written yet.</summary>
internal sealed class ItemWork(ItemContext? context, Task work, Action write, WaitDisplay? display)
{
    public Task Work { get; } = work;

    public WaitDisplay? Display { get; } = display;

    /// <summary>Writes what came of it, result or error. For the pipeline's thread, once the work is done.</summary>
    public void Write() => write();

    /// <summary>The change that nobody has heard of; null when there is none to speak of.</summary>
    public UnreportedChange? ToUnreported(string command)
    {
        if (context?.Change is not { State: RicloudChangeState.InDoubt or RicloudChangeState.Made } change)
        {
            return null;
        }

        var result = context.Target != context.Input ? context.Target : null;
        return new UnreportedChange(command, context.Input, change.State, Result(Work) ?? result, DateTime.Now);
    }

    private static object? Result(Task work) => work.Status != TaskStatus.RanToCompletion
        ? null
        : work switch
        {
            Task<WebhookConfig> config => config.Result,
            Task<StorageConfig> config => config.Result,
            Task<RicloudTask> task => task.Result,
            Task<Key> key => key.Result,
            _ => null,
        };
}
