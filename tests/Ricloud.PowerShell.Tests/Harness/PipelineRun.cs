using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace Ricloud.Tests.Harness;

/// <summary>One run of a script: what came out of each stream, and how it ended.</summary>
internal sealed class PipelineRun
{
    /// <summary>How long a run may take before the test fails instead of hanging.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly PowerShell _ps;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly IAsyncResult _running;

    internal PipelineRun(PowerShell ps)
    {
        _ps = ps;
        _running = ps.BeginInvoke<PSObject, PSObject>(null, _output);
    }

    /// <summary>Gets the objects that came out.</summary>
    public IReadOnlyList<PSObject> Output => [.. _output];

    /// <summary>Gets the error stream; a cmdlet's terminating error is in it too, unless it ended the script.</summary>
    public IReadOnlyList<ErrorRecord> Errors => [.. _ps.Streams.Error];

    /// <summary>Gets the error that ended the script: <c>throw</c>, or any error under <c>-ErrorAction Stop</c>; else null.</summary>
    public ErrorRecord? TerminatingError { get; private set; }

    /// <summary>Gets a value indicating whether the run was stopped.</summary>
    public bool WasStopped { get; private set; }

    public IReadOnlyList<string> Warnings => [.. _ps.Streams.Warning.Select(record => record.Message)];

    public IReadOnlyList<string> Verbose => [.. _ps.Streams.Verbose.Select(record => record.Message)];

    public IReadOnlyList<string> Debug => [.. _ps.Streams.Debug.Select(record => record.Message)];

    public IReadOnlyList<InformationRecord> Information => [.. _ps.Streams.Information];

    public IReadOnlyList<ProgressRecord> Progress => [.. _ps.Streams.Progress];

    /// <summary>Gets a value indicating whether the run has ended.</summary>
    public bool HasEnded => _running.IsCompleted;

    /// <summary>Gets the output's base objects; fails when one is of another type.</summary>
    public IReadOnlyList<T> OutputOf<T>() => [.. Output.Select(item => Assert.IsAssignableFrom<T>(item.BaseObject))];

    /// <summary>Calls once, as soon as there is such progress.</summary>
    public void OnProgress(Func<ProgressRecord, bool> isSuch, Action shown)
    {
        int calls = 0;
        void Tell(object? sender, EventArgs added)
        {
            if (Progress.Any(isSuch) && System.Threading.Interlocked.Increment(ref calls) == 1)
            {
                shown();
            }
        }

        _ps.Streams.Progress.DataAdded += Tell;
        Tell(null, EventArgs.Empty);
    }

    /// <summary>Waits for the end of the run.</summary>
    public PipelineRun Wait()
    {
        Assert.True(_running.AsyncWaitHandle.WaitOne(Deadline), $"The pipeline hasn't ended within {Deadline.TotalSeconds} s.");
        try
        {
            _ps.EndInvoke(_running);
        }
        catch (PipelineStoppedException)
        {
            WasStopped = true;
        }
        catch (RuntimeException failure)
        {
            TerminatingError = failure.ErrorRecord;
        }

        return this;
    }

    /// <summary>Waits for the end of the run without holding a thread.</summary>
    /// <param name="deadline">How long it may take, if not as long as other runs.</param>
    public async Task<PipelineRun> EndAsync(TimeSpan? deadline = null)
    {
        await Task.Factory.FromAsync(_running, static _ => { }).WaitAsync(deadline ?? Deadline);
        return Wait();
    }

    /// <summary>Stops the run as Ctrl+C does, and waits for its end.</summary>
    public PipelineRun Stop()
    {
        IAsyncResult stopping = _ps.BeginStop(null, null);
        Assert.True(stopping.AsyncWaitHandle.WaitOne(Deadline), $"The pipeline can't be stopped within {Deadline.TotalSeconds} s.");
        _ps.EndStop(stopping);
        return Wait();
    }

    /// <summary>Fails unless the run ended by itself without an error.</summary>
    public PipelineRun AssertClean()
    {
        Assert.Null(TerminatingError);
        Assert.Empty(Errors);
        Assert.False(WasStopped);
        return this;
    }

    /// <summary>Gives the run's only error, terminating or not; fails when there are none or several, or when its id is another.</summary>
    /// <param name="errorId">The error's id, without the cmdlet's name that the engine adds.</param>
    public ErrorRecord AssertError(string errorId)
    {
        ErrorRecord[] all = TerminatingError is null ? [.. Errors] : [.. Errors, TerminatingError];
        ErrorRecord error = Assert.Single(all);
        Assert.Equal(errorId, error.FullyQualifiedErrorId.Split(',')[0]);
        return error;
    }
}
