using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace Ricloud.Tests.Wire;

/// <summary>A request as it came over the wire.</summary>
internal sealed record RawRequest(string Method, string Target, string Head, string Body)
{
    public static async Task<RawRequest?> ReadAsync(Stream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        string text = head.ToString();
        byte[] body = new byte[LengthOf(text)];
        await stream.ReadExactlyAsync(body);
        string[] first = text.Split(' ', 3);
        return new RawRequest(first[0], first[1], text, Encoding.UTF8.GetString(body));
    }

    public bool HasHeader(string line) => Head.Contains("\r\n" + line + "\r\n", StringComparison.OrdinalIgnoreCase);

    private static int LengthOf(string head)
    {
        const string Name = "\r\nContent-Length: ";
        int start = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return start < 0
            ? 0
            : int.Parse(head.AsSpan(start + Name.Length, head.IndexOf('\r', start + 2) - start - Name.Length), System.Globalization.CultureInfo.InvariantCulture);
    }
}
