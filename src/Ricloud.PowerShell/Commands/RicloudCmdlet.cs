using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// What every cmdlet shares: its lifetime, the one bridge from the pipeline to asynchronous work, and the translation of
/// failures to error records.
/// </summary>
public abstract class RicloudCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly PipelineBridge _bridge;

    /// <summary>Prepares the bridge.</summary>
    protected RicloudCmdlet() => _bridge = new PipelineBridge(this);

    /// <summary>Cancelled when the pipeline stops, by Ctrl+C or because nobody downstream wants more.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    private protected IRicloudObserver Observer => _bridge;

    /// <summary>Writes a verbose line from any thread, as soon as the pipeline's own gets to it.</summary>
    private protected Action<string> Tell => _bridge.Tell;

    /// <summary>Queues what became of a request to a receiver, from any thread.</summary>
    private protected Action<ReceiverRequest> TellRequest => _bridge.Tell;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends whatever is still under way.</summary>
    /// <param name="disposing">True: called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Cancel();
            _stopping.Dispose();
            _bridge.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Waits for asynchronous work on the pipeline's thread, writing what it has to say meanwhile.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    private protected T Await<T>(Func<CancellationToken, Task<T>> work, WaitDisplay? display = null) =>
        _bridge.Wait(work, display, StopToken);

    /// <summary>Writes what was told meanwhile, in work that has nothing to wait for.</summary>
    private protected void WriteReports() => _bridge.WriteReports();

    /// <summary>Does one item's work: its failure is one error that doesn't end the others.</summary>
    private protected void Attempt(object? target, Action work)
    {
        try
        {
            work();
        }
        catch (RicloudException e)
        {
            WriteError(ApiErrors.ToRecord(e, target));
        }
        catch (RicloudCommandException e)
        {
            WriteError(e.ErrorRecord);
        }
    }

    /// <summary>Does work without which the command has no sense: its failure ends the command.</summary>
    private protected T Require<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (RicloudException e)
        {
            ThrowTerminatingError(ApiErrors.ToRecord(e, null));
            throw;
        }
        catch (RicloudCommandException e)
        {
            ThrowTerminatingError(e.ErrorRecord);
            throw;
        }
    }

    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
