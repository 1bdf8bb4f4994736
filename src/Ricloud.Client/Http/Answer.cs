using System.IO;
using System.Net.Http;
using Ricloud.Json;

namespace Ricloud.Http;

/// <summary>A whole answer: status, headers and body.</summary>
internal sealed class Answer(HttpResponseMessage response, byte[] body, int length) : IDisposable
{
    /// <summary>For status and headers; its own body has been read.</summary>
    public HttpResponseMessage Response { get; } = response;

    public int StatusCode => (int)Response.StatusCode;

    public byte[] Body { get; } = body;

    public int Length { get; } = length;

    public void Dispose() => Response.Dispose();
}

/// <summary>Reads a body into one buffer, whatever its Content-Length claims, and no more than 16 MiB of it, of an error 1 MiB.</summary>
internal static class BodyReader
{
    public const int LargestBody = 16 * 1024 * 1024;

    /// <summary>The status says the most of an error, and its message is short.</summary>
    private const int LargestError = 1024 * 1024;

    private const int SmallestChunk = 4 * 1024;
    private const int LargestChunk = 64 * 1024;

    /// <summary>So much room is made on the word of a Content-Length alone.</summary>
    private const int LargestGuess = 1024 * 1024;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // The length in the answer to a HEAD is that of a body that doesn't come.
        var hasBody = response.RequestMessage?.Method != HttpMethod.Head;
        var declared = hasBody ? response.Content.Headers.ContentLength : 0;
        if (declared > LargestBody && response.IsSuccessStatusCode)
        {
            throw new BodyTooLargeException();
        }

        MemoryStream body = new((int)Math.Min(declared ?? 0, LargestGuess));
        try
        {
            await CopyAsync(response, body, (int)Math.Min((declared ?? SmallestChunk) + 1, LargestChunk), cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException exception)
        {
            throw new BodyFormatException("it isn't compressed as its header says", exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            if (response.IsSuccessStatusCode || cancellationToken.IsCancellationRequested)
            {
                throw new BodyCutException(Excerpt.Take(body.GetBuffer(), (int)body.Length), exception);
            }
        }

        // Of an error the status says the most, and it has come: a body that was cut short doesn't make it another one.
        return declared > body.Length && response.IsSuccessStatusCode
            ? throw new BodyCutException(Excerpt.Take(body.GetBuffer(), (int)body.Length), null)
            : new Answer(response, body.GetBuffer(), (int)body.Length);
    }

    private static async Task CopyAsync(HttpResponseMessage response, MemoryStream body, int chunkSize, CancellationToken cancellationToken)
    {
        var largest = response.IsSuccessStatusCode ? LargestBody : LargestError;
        using var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        var chunk = new byte[chunkSize];
        int read;
        while (body.Length <= largest && (read = await stream.ReadAsync(chunk, 0, chunk.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            body.Write(chunk, 0, read);
        }

        if (body.Length > LargestBody)
        {
            throw new BodyTooLargeException();
        }
    }
}

/// <summary>A connection that ended before the body did; the exchange says which request it was.</summary>
internal sealed class BodyCutException(string excerpt, Exception? innerException) : Exception(null, innerException)
{
    public string Excerpt { get; } = excerpt;
}

/// <summary>A body over the limit; the exchange says which request it was.</summary>
internal sealed class BodyTooLargeException : Exception
{
}
