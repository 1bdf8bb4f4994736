using System.Management.Automation;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell;

/// <summary>An emulator of the API that <c>Start-RicloudEmulator</c> started on this machine.</summary>
public sealed class RicloudEmulator : RicloudObject, IHasToken
{
    internal RicloudEmulator(Emulator.EmulatorProcess process, string url, string token, string? dataPath, string? inspectorEntry)
    {
        Process = process;
        Url = url;
        Token = token;
        DataPath = dataPath;
        InspectorEntry = inspectorEntry;
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

    /// <summary>The address of the inspector that is good once, where that is all the emulator is.</summary>
    internal string? InspectorEntry { get; }

    internal Emulator.EmulatorProcess Process { get; }

    /// <inheritdoc/>
    public override string ToString() => Url;
}
