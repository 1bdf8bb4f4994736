using System.Reflection;

namespace Ricloud.Emulator.Contract;

/// <summary>What is this program's own, and not the API's.</summary>
internal static class ThisEmulator
{
    /// <summary>Where its own routes are, which the API doesn't have.</summary>
    public const string Prefix = "/_emulator";

    /// <summary>What the inspector's own requests carry, so that it needn't show them.</summary>
    public const string InspectorHeader = "Ricloud-Inspector";

    public static string Version { get; } =
        typeof(ThisEmulator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Whether a path is that of an own route, or could be.</summary>
    public static bool IsOwn(string path) =>
        path.StartsWith(Prefix, StringComparison.Ordinal) && (path.Length == Prefix.Length || path[Prefix.Length] == '/');
}
