using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;

namespace Ricloud.Http;

/// <summary>
/// A body that knows whether any of it was handed to a connection: as long as it wasn't, the server can't have acted on it.
/// Requests that change something have one even when it is empty, since the runtime silently repeats a request without
/// a body when a kept connection turns out to be closed.
/// </summary>
internal sealed class RequestContent : HttpContent
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly byte[] _bytes;
    private readonly RicloudChange? _change;

    /// <param name="bytes">The body.</param>
    /// <param name="change">Is told when the body is handed over, if somebody wants to know.</param>
    public RequestContent(byte[] bytes, RicloudChange? change)
    {
        _bytes = bytes;
        _change = change;
        if (bytes.Length > 0)
        {
            Headers.ContentType = Json;
        }
    }

    public bool Started { get; private set; }

    public static byte[] Encode(string json) => StrictUtf8.GetBytes(json);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Started = true;
        if (_change is not null)
        {
            _change.State = RicloudChangeState.InDoubt;
        }

        return stream.WriteAsync(_bytes, 0, _bytes.Length);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
