namespace Ricloud.Emulator.Contract;

/// <summary>Numbers and names that the vendor documents, or that its own client shows.</summary>
internal static class Documented
{
    public const int DefaultPageSize = 10;
    public const int MaximumPageSize = 1000;
    public const int MaximumDeliveryTries = 5;

    /// <summary>The longest that <c>Ricloud-Await</c> holds an answer.</summary>
    public static readonly TimeSpan MaximumAwait = TimeSpan.FromSeconds(10);

    public const string AwaitHeader = "Ricloud-Await";
    public const string SignatureHeader = "Ricloud-Signature";
    public const string AuthorizationScheme = "Token";
}
