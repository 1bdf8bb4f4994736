using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Json;

namespace Ricloud.Emulator.Deliveries;

/// <summary>Posts one event to one receiver, once: no redirect, no proxy, no cookie and no credential goes along.</summary>
internal sealed class Sender(TimeProvider time) : IDisposable
{
    private const int MaximumAnswerKept = 4096;
    private static readonly TimeSpan PatienceForBody = TimeSpan.FromMilliseconds(250);

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseDrainSize = 0,

        // A receiver may close a kept connection at the very moment that it is used again, and a test is
        // tried once: the receiver would be called invalid for being idle.
        PooledConnectionLifetime = TimeSpan.Zero,
    });

    /// <param name="address">The receiver's URL with the event's id.</param>
    /// <param name="body">The event as JSON.</param>
    /// <param name="secret">Signs the body.</param>
    /// <param name="sent">Called when the request is on its way, before there is an answer.</param>
    /// <param name="stopping">Ends the wait without a verdict.</param>
    /// <returns>What was sent, and what came of it.</returns>
    /// <exception cref="OperationCanceledException">The emulator stops.</exception>
    public async Task<Sending> SendAsync(
        Uri address, byte[] body, string secret, Action? sent, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(Assumed.DeliveryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        var signature = Signature.Header(secret, time.GetUtcNow().ToUnixTimeSeconds(), body);
        using var request = Request(address, body, signature, sent);
        Sending sending = new(signature, Lines(request.Headers) + Lines(request.Content!.Headers));
        try
        {
            using var response = await _client.SendAsync(request, either.Token).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            var answer = await ReadToEndAsync(response.Content, stopping).ConfigureAwait(false);
            return sending with
            {
                Error = Assumed.AcceptsDelivery(status) ? null : DeliveryError.ForStatus(status),
                Status = status,
                AnswerHeaders = Lines(response.Headers) + Lines(response.Content.Headers),
                Answer = answer,
            };
        }
        catch (HttpRequestException e)
        {
            return sending with { Error = DeliveryError.ForFailure(e) };
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return sending with { Error = DeliveryError.Timeout };
        }
    }

    public void Dispose() => _client.Dispose();

    private static string Lines(HttpHeaders headers) =>
        string.Concat(headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}\n"));

    private static HttpRequestMessage Request(Uri address, byte[] body, string signature, Action? sent)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new DeliveryContent(body, sent) };
        request.Headers.ConnectionClose = true;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(JsonText.MediaType);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ricloud-emulator", ThisEmulator.Version));
        request.Headers.Add(Documented.SignatureHeader, signature);
        return request;
    }

    // The status is the verdict. The rest is read so that a receiver isn't cut off in the middle of its
    // sentence, but not waited for when it comes slowly or without end.
    /// <returns>Its beginning.</returns>
    private static async Task<byte[]> ReadToEndAsync(HttpContent content, CancellationToken stopping)
    {
        List<byte> kept = [];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(PatienceForBody);
        var buffer = new byte[4096];
        try
        {
            using var stream = await content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            var read = -1;
            for (var total = 0; read != 0 && total < Assumed.MaximumReceiverAnswer; total += read)
            {
                read = await stream.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
                kept.AddRange(buffer.AsSpan(0, Math.Min(read, MaximumAnswerKept - kept.Count)));
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or HttpRequestException)
        {
            // The verdict stands.
        }

        return [.. kept];
    }

    /// <summary>A body that tells when it has been written.</summary>
    private sealed class DeliveryContent(byte[] body, Action? written) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body).ConfigureAwait(false);
            await stream.FlushAsync().ConfigureAwait(false);
            written?.Invoke();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}

/// <summary>One event on its way to one receiver, and what came of it.</summary>
/// <param name="Signature">The header that signs it.</param>
/// <param name="Headers">All of its headers, one a line.</param>
internal sealed record Sending(string Signature, string Headers)
{
    /// <summary>Why it wasn't accepted; null when it was.</summary>
    public string? Error { get; init; }

    /// <summary>What was answered; null when nothing was.</summary>
    public int? Status { get; init; }

    /// <summary>The answer's headers, one a line.</summary>
    public string AnswerHeaders { get; init; } = "";

    /// <summary>The beginning of its body.</summary>
    public byte[] Answer { get; init; } = [];

    public string Outcome => Error is null ? "accepted" : Status is null ? "failed" : "refused";
}
