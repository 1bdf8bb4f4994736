namespace Ricloud.Json;

/// <summary>A body that isn't what the API documents. Says only what is wrong; the channel adds which request and the excerpt.</summary>
internal sealed class BodyFormatException(string message, Exception? innerException = null) : Exception(message, innerException)
{
}
