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
    /// <returns>Null when the receiver accepted it, else why not.</returns>
    /// <exception cref="OperationCanceledException">The emulator stops.</exception>
    public async Task<string?> SendAsync(
        Uri address, byte[] body, string secret, Action? sent, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(Assumed.DeliveryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stopping);
        using var request = Request(address, body, secret, sent);
        try
        {
            using var response = await _client.SendAsync(request, either.Token).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            await ReadToEndAsync(response.Content, stopping).ConfigureAwait(false);
            return Assumed.AcceptsDelivery(status) ? null : DeliveryError.ForStatus(status);
        }
        catch (HttpRequestException e)
        {
            return DeliveryError.ForFailure(e);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return DeliveryError.Timeout;
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(Uri address, byte[] body, string secret, Action? sent)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new DeliveryContent(body, sent) };
        request.Headers.ConnectionClose = true;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(JsonText.MediaType);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ricloud-emulator", ThisEmulator.Version));
        request.Headers.Add(
            Documented.SignatureHeader, Signature.Header(secret, time.GetUtcNow().ToUnixTimeSeconds(), body));
        return request;
    }

    // The status is the verdict. The rest is read so that a receiver isn't cut off in the middle of its
    // sentence, but not waited for when it comes slowly or without end.
    private static async Task ReadToEndAsync(HttpContent content, CancellationToken stopping)
    {
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
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or HttpRequestException)
        {
            // The verdict stands.
        }
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
