using System;

namespace Ricloud.Http;

/// <summary>A connection that ended before the body did; the exchange says which request it was.</summary>
internal sealed class BodyCutException : Exception
{
    internal BodyCutException(string excerpt, Exception? innerException)
        : base(null, innerException)
    {
        Excerpt = excerpt;
    }

    internal string Excerpt { get; }
}
