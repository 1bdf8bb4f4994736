namespace Ricloud.DesiredState;

/// <summary>What a test found of a config.</summary>
internal sealed class ConfigVerdict(bool isValid, string why)
{
    /// <summary>Whether it is valid.</summary>
    public bool IsValid { get; } = isValid;

    /// <summary>Why not, in a sentence; empty when it is valid.</summary>
    public string Why { get; } = why;
}
