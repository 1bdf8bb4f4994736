using System.Net;
using System.Net.Sockets;

namespace Ricloud.Http;

/// <summary>The base address, and every address that lies below it.</summary>
internal sealed class ApiAddress
{
    private readonly string _root;
    private readonly string _basePath;

    public ApiAddress(Uri address, bool allowUnencrypted)
    {
        if (address is null || !address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException("The base address must be an absolute http or https address, such as https://ricloud-api.reincubate.com.");
        }

        // Uri would encode them, and the address would be another one than whoever wrote it sees.
        if (address.OriginalString.Trim().Any(char.IsControl))
        {
            throw new ArgumentException("The base address holds a line break or another control character: write it in one line.");
        }

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new ArgumentException("The base address must have no user name, query or fragment: only scheme, host, port and path.");
        }

        IsLoopback = IsThisMachine(address);
        if (address.Scheme == Uri.UriSchemeHttp && !IsLoopback && !allowUnencrypted)
        {
            throw new ArgumentException(
                $"Plain http to '{address.Host}' is refused, since it would send the token readable over the network. Use https, or allow unencrypted authentication explicitly.");
        }

        _root = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        Base = new Uri(_root + "/");
        _basePath = Base.AbsolutePath;
    }

    public Uri Base { get; }

    public bool IsLoopback { get; }

    /// <summary>Gives the address for a path below the base, or refuses a path that would leave it.</summary>
    /// <param name="path">A path with or without its first slash and query, or a whole address below the base.</param>
    public Uri Resolve(string path)
    {
        CheckCharacters(path);
        var isAbsolute = path.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        var text = isAbsolute ? path : _root + (path.StartsWith("/", StringComparison.Ordinal) ? path : "/" + path);
        if (path.StartsWith("//", StringComparison.Ordinal) || !Uri.TryCreate(text, UriKind.Absolute, out var address) || !IsBelowBase(address))
        {
            throw new ArgumentException(
                $"The path '{path}' doesn't lie below {Base}: give one such as /configs/webhook. The token goes nowhere else.", nameof(path));
        }

        return address;
    }

    /// <summary>The path and query below the base, for messages.</summary>
    public string Relative(Uri address) => "/" + address.PathAndQuery.Substring(_basePath.Length);

    public bool IsSameOrigin(Uri address) =>
        address.Scheme == Base.Scheme && address.Port == Base.Port && string.Equals(address.Host, Base.Host, StringComparison.OrdinalIgnoreCase);

    private bool IsBelowBase(Uri address) =>
        IsSameOrigin(address) && address.UserInfo.Length == 0 && address.AbsolutePath.StartsWith(_basePath, StringComparison.Ordinal);

    /// <summary><see cref="Uri.IsLoopback"/> says yes to more, such as this machine's own name, which may be an address that others hear.</summary>
    private static bool IsThisMachine(Uri address)
    {
        if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            && IPAddress.TryParse(address.DnsSafeHost, out var ip)
            && (ip.AddressFamily == AddressFamily.InterNetwork ? ip.GetAddressBytes()[0] == 127 : ip.Equals(IPAddress.IPv6Loopback));
    }

    /// <summary>Refuses what a path can't hold, and dot segments in any spelling, which would climb out of the base address.</summary>
    private static void CheckCharacters(string path)
    {
        foreach (var character in path)
        {
            if (character is '\\' or '#' || char.IsControl(character) || char.IsSurrogate(character))
            {
                throw new ArgumentException(
                    "The path holds a backslash, a '#', a control character or a character beyond the basic plane: percent-encode it.", nameof(path));
            }
        }

        var query = path.IndexOf('?');
        var onlyPath = query < 0 ? path : path.Substring(0, query);
        if (onlyPath.IndexOf('.') < 0 && onlyPath.IndexOf("%2e", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return;
        }

        foreach (var segment in onlyPath.Split('/'))
        {
            if (segment.Replace("%2e", ".").Replace("%2E", ".") is "." or "..")
            {
                throw new ArgumentException("The path holds '.' or '..' as a segment, which would lead elsewhere: name the path itself.", nameof(path));
            }
        }
    }
}
