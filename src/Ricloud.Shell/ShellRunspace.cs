using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace Ricloud.Shell;

/// <summary>Opens runspaces that have the engine's own cmdlets and the Ricloud module, and nothing else.</summary>
public static class ShellRunspace
{
    /// <summary>Opens a runspace.</summary>
    /// <param name="host">The host that its text goes to.</param>
    /// <param name="module">The path of the module's manifest, as <see cref="ModuleLocation.Find"/> gives it.</param>
    /// <returns>The open runspace; the caller disposes of it.</returns>
    /// <exception cref="RuntimeException">The module can't be imported.</exception>
    public static Runspace Open(ShellHost host, string module)
    {
        Runspace runspace = RunspaceFactory.CreateRunspace(host, InitialState(module));
        try
        {
            runspace.Open();
            return runspace;
        }
        catch
        {
            runspace.Dispose();
            throw;
        }
    }

    /// <summary>Describes such a runspace, for pools and for runspaces made elsewhere.</summary>
    /// <param name="module">The path of the module's manifest.</param>
    /// <returns>A state that imports the module on opening, and fails to open when it can't.</returns>
    public static InitialSessionState InitialState(string module)
    {
        ArgumentNullException.ThrowIfNull(module);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule([module]);

        // A command that isn't here says so at once, instead of searching every module folder of the machine.
        state.Variables.Add(new SessionStateVariableEntry(
            "PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, "The shell has its module and no other"));
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        return state;
    }
}
