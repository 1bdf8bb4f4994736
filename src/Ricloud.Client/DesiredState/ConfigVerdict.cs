namespace Ricloud;

/// <summary>What a test found of a webhook config.</summary>
internal sealed class ConfigVerdict(bool isValid, string why)
{
    /// <summary>Whether its receiver takes the API's events.</summary>
    internal bool IsValid { get; } = isValid;

    /// <summary>Why not, in a sentence; empty when it is valid.</summary>
    internal string Why { get; } = why;
}
