using System.Text.RegularExpressions;

namespace Ricloud.Emulator.Contract;

/// <summary>Where results are stored: <c>gs://bucket/path</c> or <c>s3://bucket/path</c> (documented).</summary>
internal static partial class StorageAddress
{
    // Names that only one of the two services' credentials have (documented for gs, the vendor's client's for s3).
    private static readonly string[] OfGoogle = ["private_key", "private_key_id", "client_email", "project_id"];
    private static readonly string[] OfAmazon = ["access_key_id", "secret_access_key"];

    /// <summary>Says what is wrong with it; null when nothing is.</summary>
    public static string? Problem(string url) => Pattern().IsMatch(url)
        ? null
        : "It must be gs://bucket/path or s3://bucket/path, without white space or control characters.";

    /// <summary>The type of storage that a URL means.</summary>
    public static string TypeOf(string url) => url[..url.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Whether credentials look like those of a type of storage (assumed: not empty, and not the other type's).</summary>
    public static bool AreCredentials(string type, JsonElement credentials)
    {
        string[] names = [.. credentials.EnumerateObject().Select(attribute => attribute.Name)];
        var (own, others) = type == "gs" ? (OfGoogle, OfAmazon) : (OfAmazon, OfGoogle);
        return names.Length > 0 && (!names.Intersect(others).Any() || names.Intersect(own).Any());
    }

    // The path may be left out (assumed).
    [GeneratedRegex(@"^(gs|s3)://[^/\s\p{Cc}?#]+(/[^\s\p{Cc}]*)?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
