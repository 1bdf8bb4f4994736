using System.Management.Automation;

namespace Ricloud.PowerShell.Output;

/// <summary>What the module's types file refers to, doing nothing: the benchmarks measure what importing that costs at least.</summary>
public static class ModelMembers
{
    public static object? Data(PSObject? instance) => instance;

    public static object? Results(PSObject? instance) => instance;

    public static object? Permissions(PSObject? instance) => instance;

    public static object? Config(PSObject? instance) => instance;

    public static object? Credentials(PSObject? instance) => instance;

    public static object? AdditionalProperties(PSObject? instance) => instance;
}
