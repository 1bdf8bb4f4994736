using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Load;

/// <summary>Many requests over several connections at once, each connection with one under way.</summary>
internal static class HttpLoad
{
    /// <summary>Sends them all.</summary>
    /// <returns>How many seconds it took.</returns>
    /// <exception cref="InvalidOperationException">One of them got another status.</exception>
    public static async Task<double> RunAsync(Uri server, IReadOnlyList<byte[]> requests, int connections, int status)
    {
        int next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendAsync)));
        return clock.Elapsed.TotalSeconds;

        async Task SendAsync()
        {
            using HttpConnection connection = new(server);
            for (int index; (index = Interlocked.Increment(ref next)) < requests.Count;)
            {
                int answered = await connection.SendAsync(requests[index]);
                if (answered != status)
                {
                    throw new InvalidOperationException($"The answer was {answered} instead of {status} to: {Encoding.ASCII.GetString(requests[index])}");
                }
            }
        }
    }

    public static byte[] Request(string method, string target, string? body = null, params IEnumerable<(string Name, string Value)> headers)
    {
        StringBuilder head = new();
        head.Append(method).Append(' ').Append(target).Append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Token benchmark\r\n");
        foreach ((string name, string value) in headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (body is not null)
        {
            head.Append("Content-Type: application/json\r\nContent-Length: ").Append(Encoding.UTF8.GetByteCount(body)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").Append(body).ToString());
    }
}
