using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace Ricloud.Emulator;

/// <summary>Opens an address in the user's browser.</summary>
internal static class BrowserLaunch
{
    /// <returns>Why that couldn't be done; null when it could.</returns>
    public static string? Open(string address)
    {
        // The one line on standard output is for whoever started this, and no browser's words are.
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(address) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using var browser = Process.Start(start);
            return null;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException or InvalidOperationException)
        {
            return e.Message;
        }
    }
}
