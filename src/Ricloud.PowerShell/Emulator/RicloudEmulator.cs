using System.Management.Automation;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell;

/// <summary>An emulator of the API that <c>Start-RicloudEmulator</c> started on this machine.</summary>
public sealed class RicloudEmulator : RicloudObject, IHasToken
{
    internal RicloudEmulator(Emulator.EmulatorProcess process, string url, string token, string? dataPath)
    {
        Process = process;
        Url = url;
        Token = token;
        DataPath = dataPath;
    }

    /// <summary>The emulator's address, for <c>Connect-Ricloud -Url</c>.</summary>
    public string Url { get; }

    /// <summary>The token that it takes. There when asked for, but not listed.</summary>
    [Hidden]
    [Newtonsoft.Json.JsonIgnore]
    public string Token { get; }

    /// <summary>
    /// The address of its inspector, a page that shows what the webhooks do. The token is in it, so that it is there when asked for,
    /// but not listed.
    /// </summary>
    [Hidden]
    [Newtonsoft.Json.JsonIgnore]
    public string InspectorUrl => Url.TrimEnd('/') + "/_emulator/inspector#token=" + Uri.EscapeDataString(Token);

    /// <summary>The id of its process.</summary>
    public int ProcessId => Process.Id;

    /// <summary>The file that it keeps its data in; null when it keeps them in memory.</summary>
    public string? DataPath { get; }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => Process.IsRunning;

    internal Emulator.EmulatorProcess Process { get; }

    /// <inheritdoc/>
    public override string ToString() => Url;
}
