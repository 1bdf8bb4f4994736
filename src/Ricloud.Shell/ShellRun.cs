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

    /// <summary>Gets a value indicating whether the last command was neither stopped nor ended by an error.</summary>
    public bool EndedItself { get; private set; }

    /// <summary>Gets what <c>$LASTEXITCODE</c> is, or null before there is one.</summary>
    public int? LastExitCode => runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int?;

    /// <summary>Runs one command, formatted by the views, its errors among its output in their order.</summary>
    /// <param name="command">A script text, or a script's path with its arguments.</param>
    /// <returns>Whether it ended by itself and its last statement succeeded (<c>$?</c>).</returns>
    public bool Invoke(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        using var ps = PowerShell.Create(runspace);
        command.MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        ps.Commands.AddCommand(command).AddCommand("Out-Default");
        EndedItself = false;
        try
        {
            Track(ps);
            ps.Invoke(null, new PSInvocationSettings { AddToHistory = true });
            EndedItself = ps.InvocationStateInfo.State == PSInvocationState.Completed;
            return EndedItself && LastSucceeded();
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (IncompleteParseException failure)
        {
            // The engine's view of this one is empty, since a prompt would ask for the rest.
            host.UI.WriteErrorLine(failure.Message);
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
            host.ClearProgress();
        }
    }

    /// <summary>Gives the text that the runspace's prompt function asks with.</summary>
    /// <returns>The prompt.</returns>
    public string Prompt()
    {
        using var ps = PowerShell.Create(runspace);
        string prompt = string.Concat(ps.AddCommand("prompt").Invoke<string>());
        return prompt.Length > 0 ? prompt : "PS> ";
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
        using var ps = PowerShell.Create(runspace);
        ps.AddCommand("Out-Default").AddParameter("InputObject", error);
        host.ShowAsError(() => ps.Invoke());
    }
}
