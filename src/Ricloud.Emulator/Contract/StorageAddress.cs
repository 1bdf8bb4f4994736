namespace Ricloud.Emulator.Contract;

/// <summary>Where results are stored: a URL of any scheme (assumed).</summary>
internal static class StorageAddress
{
    /// <summary>Says what is wrong with it; null when nothing is.</summary>
    public static string? Problem(string url)
    {
        var isAllowed = !url.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            && url.IndexOf(':', StringComparison.Ordinal) > 0
            && Uri.CheckSchemeName(TypeOf(url));
        return isAllowed ? null : "It must be an absolute URL of any scheme, without white space or control characters.";
    }

    /// <summary>The type of storage that a URL means.</summary>
    public static string TypeOf(string url) => url[..url.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Whether it names a place in some storage.</summary>
    public static bool HasPlace(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var place) && (place.Host.Length > 0 || place.AbsolutePath.Length > 1);
}
