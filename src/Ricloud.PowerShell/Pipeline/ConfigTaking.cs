namespace Ricloud.PowerShell.Pipeline;

/// <summary>How a config is taken from whoever uses it.</summary>
internal sealed class ConfigTaking
{
    /// <summary>Nobody is to be asked whether what uses it may lose it.</summary>
    public bool IsForced { get; init; }

    /// <summary>Nobody is to be asked about the change either.</summary>
    public bool SkipsConfirmation { get; init; }

    /// <summary>It can't come back.</summary>
    public bool IsForGood { get; init; }

    /// <summary>What becomes of what goes to it; null where it is lost.</summary>
    public string? Effect { get; init; }
}
