namespace Ricloud.DesiredState;

/// <summary>How a declaration says where a credential is.</summary>
internal static class CredentialScheme
{
    /// <summary>An environment variable.</summary>
    public const string Variable = "env:";

    /// <summary>A file.</summary>
    public const string File = "file:";

    /// <summary>A secret in a vault, whose name may stand before it.</summary>
    public const string Secret = "secret:";

    public static readonly string[] All = [Variable, File, Secret];

    public static bool Is(string reference, string scheme) => reference.StartsWith(scheme, StringComparison.Ordinal);
}
