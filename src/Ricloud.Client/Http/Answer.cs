using System.Net.Http;

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
