namespace Ricloud.Models;

/// <summary>The known types of a key (API contract: documented).</summary>
public static class KeyType
{
    /// <summary>A key for real use.</summary>
    public const string Standard = "standard";

    /// <summary>A key for trying.</summary>
    public const string Trial = "trial";
}
