using System.Reflection;

namespace Ricloud.Http;

/// <summary>What the client calls itself. The version comes from the module's manifest by way of the assembly.</summary>
internal static class ClientVersion
{
    public static readonly string UserAgent = "Ricloud.PowerShell/" + Version();

    private static string Version()
    {
        var version =
            typeof(ClientVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        return version?.InformationalVersion ?? "0.0.0";
    }
}
