namespace Ricloud.Values;

/// <summary>Builds paths that no id can turn into another route.</summary>
internal static class RicloudPath
{
    private const int LongestId = 1024;

    /// <summary>Puts an id behind a route, percent-encoded.</summary>
    /// <exception cref="ArgumentException">The id is empty, too long, no text that UTF-8 can hold, or a dot segment, which no encoding keeps from being taken for one.</exception>
    public static string Of(string route, object of)
    {
        var id = ApiId.Text(of);
        if (string.IsNullOrEmpty(id))
        {
            throw new ArgumentException("The id is empty: give the id of one object.", nameof(of));
        }

        if (id is "." or ".." || id!.Length > LongestId)
        {
            throw new ArgumentException(
                id.Length > LongestId ? $"The id is longer than {LongestId} characters, which no id is." : $"'{id}' can't be an id: it would change the request's path.",
                nameof(of));
        }

        return route + "/" + Encode(id);
    }

    /// <summary>Percent-encodes all but letters, digits and <c>-_.~</c>.</summary>
    public static string Encode(string text)
    {
        return UnicodeText.IsWellFormed(text)
            ? Uri.EscapeDataString(text)
            : throw new ArgumentException("A text with half a surrogate pair can't be sent: it isn't Unicode.");
    }
}
