using System.Net.Http;
using Ricloud.Json;

namespace Ricloud.Http;

/// <summary>A whole answer: status, headers and body. Disposing of it gives the body's buffer back.</summary>
internal sealed class Answer(HttpResponseMessage response, byte[] body, int length) : IDisposable
{
    private bool _returned;

    /// <summary>For status and headers; its own body has been read.</summary>
    public HttpResponseMessage Response { get; } = response;

    public int StatusCode => (int)Response.StatusCode;

    public byte[] Body { get; } = body;

    public int Length { get; } = length;

    public void Dispose()
    {
        if (!_returned)
        {
            _returned = true;
            BodyPools.Bytes.Return(Body, Length);
            Response.Dispose();
        }
    }
}
