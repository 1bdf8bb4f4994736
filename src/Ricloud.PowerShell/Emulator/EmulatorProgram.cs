namespace Ricloud.PowerShell.Emulator;

/// <summary>What to run, by full path: nothing is ever looked up in the current folder.</summary>
internal sealed class EmulatorProgram
{
    public EmulatorProgram(string file, string? assembly)
    {
        File = file;
        Assembly = assembly;
    }

    /// <summary>The executable.</summary>
    public string File { get; }

    /// <summary>The assembly to hand to <see cref="File"/>, when that is <c>dotnet</c>.</summary>
    public string? Assembly { get; }

    /// <summary>What the user knows it by.</summary>
    public override string ToString() => Assembly ?? File;
}
