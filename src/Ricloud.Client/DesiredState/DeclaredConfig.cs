using Ricloud.Changes;
using Ricloud.Models;

namespace Ricloud.DesiredState;

/// <summary>What is declared of one address.</summary>
internal sealed class DeclaredConfig
{
    public ConfigKind Kind { get; init; } = ConfigKind.Webhook;

    /// <summary>The address. A config has it only if it is the same to the letter, as the API keeps it.</summary>
    public string Url { get; init; } = string.Empty;

    /// <summary><see cref="ConfigState.Valid"/> or <see cref="ConfigState.Deactivated"/>.</summary>
    public string State { get; init; } = ConfigState.Valid;

    /// <summary>Whether it is to be the organisation's default.</summary>
    public bool IsDefault { get; set; }

    /// <summary>The ids of the keys that are to use it.</summary>
    public List<string> Keys { get; init; } = [];

    /// <summary>Where a storage's credential is: <c>env:NAME</c>, <c>file:PATH</c> or <c>secret:NAME</c>; never the credential.</summary>
    public string? Credential { get; init; }

    /// <summary>Whether its results are to come with signed URLs; <see langword="null"/> for as it is.</summary>
    public bool? SignedUrl { get; init; }

    /// <summary>How many seconds these are to be good; <see langword="null"/> for as it is.</summary>
    public long? SignedUrlExpiry { get; init; }

    /// <summary>Where it is declared, as errors name it: <c>line 4 (entry 2)</c>.</summary>
    public string Place { get; init; } = string.Empty;

    public DeclaredConfig Copy() => (DeclaredConfig)MemberwiseClone();

    public bool IsWanted => State == ConfigState.Valid;
}
