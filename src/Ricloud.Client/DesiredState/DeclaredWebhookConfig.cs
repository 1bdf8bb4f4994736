using Ricloud.Models;

namespace Ricloud.DesiredState;

/// <summary>What is declared of one address.</summary>
internal sealed class DeclaredWebhookConfig
{
    /// <summary>The receiver's address. A config has it only if it is the same to the letter, as the API keeps it.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary><see cref="ConfigState.Valid"/> or <see cref="ConfigState.Deactivated"/>.</summary>
    public string State { get; init; } = ConfigState.Valid;

    /// <summary>Whether it is to be the organisation's default.</summary>
    public bool IsDefault { get; set; }

    /// <summary>The ids of the keys that are to use it.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Where it is declared, as errors name it: <c>line 4 (entry 2)</c>.</summary>
    public string Place { get; init; } = string.Empty;

    public DeclaredWebhookConfig Copy() => (DeclaredWebhookConfig)MemberwiseClone();

    public bool IsWanted => State == ConfigState.Valid;
}
