using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace Ricloud.Host;

/// <summary>What a runspace begins with: the engine's own cmdlets and the module, and nothing that is installed on the machine.</summary>
public static class ModuleState
{
    /// <summary>Describes a runspace that imports the module on opening, and fails to open when it can't.</summary>
    /// <param name="manifest">The path of the module's manifest.</param>
    /// <returns>A state of its own.</returns>
    public static InitialSessionState Create(string manifest)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        state.ImportPSModule([manifest]);
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, string.Empty));
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        return state;
    }

    /// <summary>Opens such a runspace.</summary>
    /// <param name="manifest">The path of the module's manifest.</param>
    /// <param name="host">The host that its text goes to.</param>
    /// <returns>The open runspace; the caller disposes of it.</returns>
    /// <exception cref="RuntimeException">The module can't be imported.</exception>
    public static Runspace Open(string manifest, TextHost host)
    {
        Runspace runspace = RunspaceFactory.CreateRunspace(host, Create(manifest));
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
}
