using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Ricloud.Shell;

/// <summary>Runs commands in a runspace with their output formatted to the host, one at a time.</summary>
/// <param name="runspace">An open runspace.</param>
/// <param name="host">The runspace's host.</param>
public sealed class ShellRun(Runspace runspace, ShellHost host)
{
    private readonly System.Threading.Lock _gate = new();
    private PowerShell? _running;

    /// <summary>Runs one command, formatted by the views, its errors among its output in their order.</summary>
    /// <param name="command">A script text, or a script's path with its arguments.</param>
    /// <returns>Whether it ended by itself and its last statement succeeded (<c>$?</c>).</returns>
    public bool Invoke(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var ps = PowerShell.Create(runspace);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        ps.Commands.AddCommand(command).AddCommand("Out-Default");
        try
        {
            Track(ps);
            ps.Invoke(null, new PSInvocationSettings { AddToHistory = false });
            return LastSucceeded();
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException failure)
        {
            Show(failure.ErrorRecord);
            return false;
        }
        finally
        {
            Track(null);
        }
    }

    /// <summary>Stops what is running, and returns at once.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _running?.BeginStop(null, null);
        }

        host.Console.Interrupt();
    }

    private bool LastSucceeded()
    {
        using var ps = PowerShell.Create(runspace);
        return ps.AddScript("$global:?").Invoke<bool>() is [true];
    }

    private void Track(PowerShell? ps)
    {
        lock (_gate)
        {
            _running = ps;
        }
    }

    private void Show(ErrorRecord error)
    {
        // The way the engine itself marks an object of a merged error stream.
        PSObject shown = PSObject.AsPSObject(error);
        if (shown.Properties["writeErrorStream"] is null)
        {
            shown.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        }

        using var ps = PowerShell.Create(runspace);
        ps.AddCommand("Out-Default").AddParameter("InputObject", shown).Invoke();
    }
}
