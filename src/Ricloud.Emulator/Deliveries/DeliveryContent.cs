using System.IO;
using System.Net;
using System.Net.Http;

namespace Ricloud.Emulator.Deliveries;

/// <summary>A body that tells when it has been written.</summary>
internal sealed class DeliveryContent(byte[] body, Action? written) : HttpContent
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
