using System;
using System.Net.Http;
using Ricloud.Json;

namespace Ricloud.Http;

/// <summary>A whole answer: status, headers and body. Disposing of it gives the body's buffer back.</summary>
internal sealed class Answer : IDisposable
{
    private bool _returned;

    internal Answer(HttpResponseMessage response, byte[] body, int length)
    {
        Response = response;
        Body = body;
        Length = length;
    }

    /// <summary>For status and headers; its own body has been read.</summary>
    internal HttpResponseMessage Response { get; }

    internal int StatusCode => (int)Response.StatusCode;

    internal byte[] Body { get; }

    internal int Length { get; }

    internal int Attempts { get; set; }

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
