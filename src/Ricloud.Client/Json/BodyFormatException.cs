using System;

namespace Ricloud.Json;

/// <summary>A body that isn't what the API documents. Says only what is wrong; the channel adds which request and the excerpt.</summary>
internal sealed class BodyFormatException : Exception
{
    internal BodyFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
