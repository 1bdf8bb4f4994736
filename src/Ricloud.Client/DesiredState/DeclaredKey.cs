using Ricloud.Changes;

namespace Ricloud.DesiredState;

/// <summary>What is declared of a key. Which configs it is to use stands with the configs.</summary>
internal sealed class DeclaredKey
{
    public string Id { get; init; } = string.Empty;

    /// <summary><c>active</c> or <c>deactivated</c>; <see langword="null"/> for as it is.</summary>
    public string? State { get; init; }

    /// <summary>Whether files are to come with what their source knows of them; <see langword="null"/> for as it is.</summary>
    public bool? PublishSourceFiles { get; init; }

    /// <summary>The addresses of the configs that it is to use, by their kind.</summary>
    public IReadOnlyDictionary<ConfigKind, string> Urls { get; init; } = new Dictionary<ConfigKind, string>();

    /// <summary>Where it is declared, as errors name it.</summary>
    public string Place { get; init; } = string.Empty;
}
