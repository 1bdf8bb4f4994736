using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Ricloud.PowerShell.Emulator;

/// <summary>Stops the runspace's emulators when the module is removed from it.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (Runspace.DefaultRunspace is { } runspace)
        {
            Task.Run(() => Task.WhenAll(EmulatorRegistry.Of(runspace).Select(EmulatorRegistry.StopAsync))).Wait();
        }
    }
}
