namespace Ricloud.Emulator.Contract;

/// <summary>The types of sources.</summary>
internal static class SourceType
{
    public const string ICloud = "icloud.account";
    public const string OldICloud = "icloud.backup";
    public const string Relay = "rirelay.instance";
    public const string RelayDevice = "rirelay.source";
    public const string Mock = "mocks.mock";

    /// <summary>The service's name, with which the types of its tasks begin.</summary>
    public static string ServiceOf(string type) => type[..type.IndexOf('.', StringComparison.Ordinal)];

    public static bool HasIdentifier(string type) => type is ICloud or Mock;
}
