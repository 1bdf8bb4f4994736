using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Tests.Harness;

/// <summary>Reads requests off one connection: Content-Length and chunked bodies, nothing more.</summary>
internal sealed class StubRequestReader(Stream stream)
{
    private readonly byte[] _one = new byte[1];

    /// <summary>Reads the next request.</summary>
    /// <returns>The request, or null when the other side has closed the connection.</returns>
    public async Task<StubRequest?> ReadAsync(CancellationToken token)
    {
        string? first = await LineAsync(token);
        if (string.IsNullOrEmpty(first))
        {
            return null;
        }

        string[] parts = first.Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await LineAsync(token) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string name = line[..colon];
            string value = line[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out string? earlier) ? $"{earlier},{value}" : value;
        }

        return new StubRequest(parts[0], parts[1], headers, await BodyAsync(headers, token));
    }

    private async Task<byte[]> BodyAsync(Dictionary<string, string> headers, CancellationToken token)
    {
        if (headers.TryGetValue("Content-Length", out string? length))
        {
            var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, token);
            return body;
        }

        if (!headers.ContainsKey("Transfer-Encoding"))
        {
            return [];
        }

        var chunks = new List<byte>();
        while (true)
        {
            string size = await LineAsync(token) ?? throw new EndOfStreamException();
            var chunk = new byte[int.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(chunk, token);
            await LineAsync(token);
            if (chunk.Length == 0)
            {
                return [.. chunks];
            }

            chunks.AddRange(chunk);
        }
    }

    private async Task<string?> LineAsync(CancellationToken token)
    {
        var line = new StringBuilder();
        while (await stream.ReadAsync(_one, token) == 1)
        {
            if (_one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)_one[0]);
        }

        return null;
    }
}
