using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Ricloud.Emulator.Faults;

/// <summary>
/// A request's connection below the web server, which itself never sends anything that isn't right. Nothing else is sent
/// on it meanwhile: an earlier answer has left before the next request of a connection is read.
/// </summary>
internal sealed class RawConnection(HttpContext http)
{
    /// <summary>How long a caller has to read what was sent before the connection is gone.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    private readonly Socket _socket = http.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    /// <summary>Sends the head of the answer that was made, with a length of the fault's choosing, and a body.</summary>
    public async Task SendAsync(DateTimeOffset now, long announcedLength, ReadOnlyMemory<byte> body)
    {
        var response = http.Response;
        response.ContentLength = announcedLength;
        var head = new StringBuilder();
        head.Append($"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}\r\n");
        head.Append($"Date: {now:r}\r\n");
        foreach (var (name, values) in response.Headers)
        {
            head.Append($"{name}: {values}\r\n");
        }

        head.Append("\r\n");
        byte[] answer = [.. Encoding.Latin1.GetBytes(head.ToString()), .. body.Span];
        try
        {
            for (var sent = 0; sent < answer.Length;)
            {
                sent += await _socket.SendAsync(answer.AsMemory(sent), SocketFlags.None, http.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The caller went first.
        }
    }

    /// <summary>Tells the caller that nothing more comes.</summary>
    public void EndOutput()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The caller went first.
        }
    }

    /// <summary>Resets the connection: what lies unsent is thrown away, and the caller's next read fails.</summary>
    public void Reset()
    {
        _socket.Close(timeout: 0);
        http.Abort();
    }
}
