using System.Management.Automation;
using System.Management.Automation.Host;
using System.Reflection;
using Ricloud.Http;
using Ricloud.PowerShell.Errors;
using Ricloud.Receiving;
using Ricloud.Values;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// What every cmdlet shares: its lifetime, the one bridge from the pipeline to asynchronous work, the queue of its items, and
/// the translation of failures to error records.
/// </summary>
public abstract class RicloudCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly PipelineBridge _bridge;
    private readonly List<IDisposable> _owned = [];
    private bool? _mayAsk;
    private bool? _isFollowed;

    /// <summary>Prepares the bridge and the queue.</summary>
    protected RicloudCmdlet()
    {
        _bridge = new PipelineBridge(this);
        Items = new ItemQueue(this, _bridge);
    }

    internal ItemQueue Items { get; }

    internal bool IsStopping => Stopping || _stopping.IsCancellationRequested;

    /// <summary>Cancelled when the pipeline stops, by Ctrl+C or because nobody downstream wants more.</summary>
    internal CancellationToken StopToken => _stopping.Token;

    /// <summary>Writes a verbose line from any thread, as soon as the pipeline's own gets to it.</summary>
    internal Action<string> Tell => _bridge.Tell;

    /// <summary>Queues what became of a request to a receiver, from any thread.</summary>
    private protected Action<ReceiverRequest> TellRequest => _bridge.Tell;

    /// <summary>A call of this cmdlet's, which the pipeline's end ends.</summary>
    internal Call Call
    {
        get
        {
            _bridge.HearsTries = _isFollowed ??= IsFollowed;
            return new Call(_bridge, null, StopToken);
        }
    }

    /// <summary>Whether the cmdlet changes something.</summary>
    private protected bool IsChanging => Declaration.SupportsShouldProcess;

    /// <summary>Whether the caller has said that nobody is to be asked.</summary>
    private protected virtual bool IsForced => false;

    /// <summary>Whether only a plan is wanted, by parameter or by preference: for steps that can't be known before earlier ones are done.</summary>
    internal bool IsWhatIf => LanguagePrimitives.IsTrue(Given("WhatIf") ?? GetVariableValue("WhatIfPreference"));

    /// <summary>Whether the streams for the curious are on.</summary>
    private bool IsFollowed => Shows("Verbose") || Shows("Debug");

    private CmdletAttribute Declaration => GetType().GetCustomAttribute<CmdletAttribute>()!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends whatever is still under way. What must happen on every way out happens here.</summary>
    /// <param name="disposing">True: called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            LeaveUnreported(Items.Leave(_stopping.Cancel));
            _stopping.Dispose();
            _bridge.Dispose();
            _owned.ForEach(static thing => thing.Dispose());
        }
    }

    /// <summary>Writes what is still to be written of the items, whatever a cmdlet has to do besides.</summary>
    protected sealed override void EndProcessing()
    {
        Items.WriteAll();
        Finish();
        Items.WriteAll();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>What there is to do once everything was piped, and all of it was written.</summary>
    private protected virtual void Finish()
    {
    }

    // What is asked and told goes to a terminal, and part of it came from outside.
    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(TerminalText.Of(target), TerminalText.Of(action));

    /// <summary>Asks, whatever -Confirm says; null where the host can't.</summary>
    internal bool? ShouldContinue(string query, ref bool yesToAll, ref bool noToAll)
    {
        try
        {
            return ShouldContinue(TerminalText.Of(query), Texts.Confirm, ref yesToAll, ref noToAll);
        }
        catch (Exception e) when (e is HostException or InvalidOperationException or NotImplementedException or NullReferenceException)
        {
            // A job's host, one with -NonInteractive, one that implements no prompts, and the console without an input.
            return null;
        }
    }

    internal new void WriteVerbose(string text) => base.WriteVerbose(TerminalText.OfLines(text));

    internal new void WriteWarning(string text) => base.WriteWarning(TerminalText.OfLines(text));

    /// <summary>Disposes of something at the end, whichever that is.</summary>
    internal T Own<T>(T thing)
        where T : IDisposable
    {
        _owned.Add(thing);
        return thing;
    }

    /// <summary>Waits for asynchronous work on the pipeline's thread, writing what it has to say meanwhile.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    internal T Await<T>(Func<Call, Task<T>> work) => Await(work, new WaitDisplay(Texts.RetryActivity));

    /// <summary>The same with a bar of its own, or with none.</summary>
    internal T Await<T>(Func<Call, Task<T>> work, WaitDisplay? display) => _bridge.Wait(() => work(Call), display, StopToken);

    /// <summary>Writes what was told meanwhile, in work that has nothing to wait for.</summary>
    internal void WriteReports() => _bridge.WriteReports();

    /// <summary>Does one item's work: its failure is one error that doesn't end the others.</summary>
    internal void Attempt(object? target, Action work) => AttemptItem(() => target, work);

    /// <summary>The same for a target that may change meanwhile.</summary>
    internal void AttemptItem(Func<object?> target, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is RicloudException or RicloudCommandException)
        {
            WriteError(ToRecord(e, target()));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Does work without which the command has no sense: its failure ends the command.</summary>
    internal T Require<T>(Func<T> work, object? target = null)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is RicloudException or RicloudCommandException)
        {
            ThrowTerminatingError(ToRecord(e, target));
            throw;
        }
    }

    /// <summary>Ends the command if there is a problem with what it was given. Nothing else throws one.</summary>
    private protected void ThrowIf(ErrorRecord? problem)
    {
        if (problem is not null)
        {
            ThrowTerminatingError(problem);
        }
    }

    /// <summary>Works on so many items at once, unless the user may be asked about one, who must then know what became of the one before.</summary>
    private protected void Throttle(int limit) => Items.Window = (_mayAsk ??= FindOutWhetherItAsks()) ? 1 : limit;

    /// <summary>Takes note of what was sent and will never be written.</summary>
    private protected virtual void LeaveUnreported(IReadOnlyList<ItemWork> items)
    {
    }

    internal bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private ErrorRecord ToRecord(Exception exception, object? target) => exception is RicloudException failure
        ? ErrorTranslator.ToRecord(failure, target, MyInvocation.BoundParameters.Keys)
        : ((RicloudCommandException)exception).ErrorRecord;

    private bool Shows(string stream) => Given(stream) is { } given
        ? LanguagePrimitives.IsTrue(given)
        : GetVariableValue(stream + "Preference") is not (null or ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private object? Given(string parameter) => MyInvocation.BoundParameters.TryGetValue(parameter, out var given) ? given : null;

    private bool FindOutWhetherItAsks()
    {
        if (!IsChanging || IsForced)
        {
            return false;
        }

        if (Given("Confirm") is { } confirm)
        {
            return LanguagePrimitives.IsTrue(confirm);
        }

        return LanguagePrimitives.TryConvertTo(GetVariableValue("ConfirmPreference"), out ConfirmImpact preference)
            && preference != ConfirmImpact.None && Declaration.ConfirmImpact >= preference;
    }
}
