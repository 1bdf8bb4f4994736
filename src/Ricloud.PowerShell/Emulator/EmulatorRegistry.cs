using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;

namespace Ricloud.PowerShell.Emulator;

/// <summary>The running emulators by the runspace that started them, so that none outlives it.</summary>
internal static class EmulatorRegistry
{
    private static readonly ConcurrentDictionary<RicloudEmulator, Guid> Running = new();

    /// <summary>Has an emulator stopped when the runspace ends.</summary>
    public static void Add(RicloudEmulator emulator, Runspace runspace)
    {
        Running[emulator] = runspace.InstanceId;
        EventHandler<RunspaceStateEventArgs>? onEnd = null;
        onEnd = (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken)
            {
                runspace.StateChanged -= onEnd;
                StopAsync(emulator).GetAwaiter().GetResult();
            }
        };
        runspace.StateChanged += onEnd;
    }

    /// <summary>The emulators that a runspace started and that weren't stopped yet.</summary>
    public static IReadOnlyList<RicloudEmulator> Of(Runspace runspace) =>
        Running.Where(e => e.Value == runspace.InstanceId).Select(e => e.Key).ToList();

    /// <summary>Stops one.</summary>
    public static Task StopAsync(RicloudEmulator emulator)
    {
        Running.TryRemove(emulator, out _);
        return emulator.Process.StopAsync();
    }
}
