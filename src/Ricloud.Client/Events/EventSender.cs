using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using Ricloud.Values;
using Ricloud.Webhooks;

namespace Ricloud.Events;

/// <summary>
/// Posts events to receivers as the API does: <c>POST &lt;url&gt;/&lt;event id&gt;</c>, JSON, and the signature in its header (API
/// contract: seen in the vendor's client). Tries once, and follows no redirect. For several callers at a time.
/// </summary>
/// <remarks>Prepares to send.</remarks>
/// <param name="timeout">How long one event may take, the answer included.</param>
internal sealed class EventSender(TimeSpan timeout) : IDisposable
{
    private const int LongestAnswer = 200;

    private readonly HttpClient _direct = Client(usesProxy: false);
    private readonly HttpClient _outside = Client(usesProxy: true);

    /// <summary>Posts an event.</summary>
    /// <param name="url">The receiver's address, absolute, http or https; the event's id is added to its path.</param>
    /// <param name="occurrence">The event.</param>
    /// <param name="signature">The signature header; <see langword="null"/> sends none.</param>
    /// <param name="contentType">The body's type; JSON by default.</param>
    /// <param name="cancellationToken">Ends the call early. The receiver may have got the event all the same.</param>
    /// <returns>What the receiver answered, whatever it was.</returns>
    /// <exception cref="RicloudException">There was no answer.</exception>
    public async Task<EventDelivery> SendAsync(
        string url, OutgoingEvent occurrence, string? signature, string? contentType = null, CancellationToken cancellationToken = default)
    {
        var address = DeliveryAddress.ForEvent(url, ApiId.Text(occurrence.Id)!);
        using HttpRequestMessage request = new(HttpMethod.Post, address) { Content = new ByteArrayContent(occurrence.Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(contentType ?? string.Empty, out var type)
            ? type
            : new MediaTypeHeaderValue("application/json");
        if (signature is not null)
        {
            _ = request.Headers.TryAddWithoutValidation(WebhookSignature.HeaderName, signature);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        var watch = Stopwatch.StartNew();
        try
        {
            var client = request.RequestUri!.IsLoopback ? _direct : _outside;
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            var answer = await ReadAnswerAsync(response.Content, patience.Token).ConfigureAwait(false);
            return new EventDelivery
            {
                EventId = occurrence.Id,
                Url = address,
                StatusCode = (int)response.StatusCode,
                Answer = answer,
                Duration = watch.Elapsed,
            };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(address, FormattableString.Invariant($"it didn't answer within {timeout.TotalSeconds:0.###} s."), exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Failed(address, Sentence(exception.GetBaseException().Message), exception);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _direct.Dispose();
        _outside.Dispose();
    }

    private static HttpClient Client(bool usesProxy) => new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = usesProxy,
        AutomaticDecompression = DecompressionMethods.None,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Reads what is worth showing of the answer, and no more.</summary>
    private static async Task<string> ReadAnswerAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
        var bytes = new byte[LongestAnswer];
        var count = 0;
        for (var read = 1; read > 0 && count < bytes.Length;)
        {
            read = await stream.ReadAsync(bytes, count, bytes.Length - count, cancellationToken).ConfigureAwait(false);
            count += read;
        }

        StringBuilder text = new();
        foreach (var character in Encoding.UTF8.GetString(bytes, 0, count))
        {
            text.Append(char.IsControl(character) ? ' ' : character);
        }

        return text.ToString().Trim();
    }

    private static RicloudException Failed(string address, string reason, Exception cause) =>
        new(RicloudErrorKind.DeliveryFailed, $"Nothing took the event at {address}: {reason} Check the address, and that the receiver listens there.", cause) { Url = address };

    private static string Sentence(string message) => message.EndsWith(".", StringComparison.Ordinal) ? message : message + ".";
}
