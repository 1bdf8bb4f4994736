namespace Ricloud.Emulator.Faults;

/// <summary>A path, in which <c>*</c> stands for any text, slashes and none at all included. Case counts.</summary>
internal sealed class PathPattern(string pattern)
{
    private readonly string[] _parts = pattern.Split('*');

    public bool Matches(string path)
    {
        var first = _parts[0];
        var last = _parts[^1];
        if (_parts.Length == 1)
        {
            return path == first;
        }

        if (path.Length < first.Length + last.Length
            || !path.StartsWith(first, StringComparison.Ordinal)
            || !path.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = path.AsSpan(first.Length, path.Length - first.Length - last.Length);
        foreach (var part in _parts.AsSpan(1, _parts.Length - 2))
        {
            var at = rest.IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + part.Length)..];
        }

        return true;
    }
}
