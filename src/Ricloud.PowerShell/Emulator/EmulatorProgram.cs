namespace Ricloud.PowerShell.Emulator;

/// <summary>What to run, by full path: nothing is ever looked up in the current folder.</summary>
internal sealed class EmulatorProgram(string file, string? assembly)
{
    /// <summary>The executable.</summary>
    public string File { get; } = file;

    /// <summary>The assembly to hand to <see cref="File"/>, when that is <c>dotnet</c>.</summary>
    public string? Assembly { get; } = assembly;

    /// <summary>What the user knows it by.</summary>
    public override string ToString() => Assembly ?? File;
}
