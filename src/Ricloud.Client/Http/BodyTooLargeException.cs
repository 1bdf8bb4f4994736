namespace Ricloud.Http;

/// <summary>A body over the limit; the exchange says which request it was.</summary>
internal sealed class BodyTooLargeException : Exception
{
}
