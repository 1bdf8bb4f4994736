namespace Ricloud.Http;

/// <summary>A connection that ended before the body did; the exchange says which request it was.</summary>
internal sealed class BodyCutException(string excerpt, Exception? innerException) : Exception(null, innerException)
{
    public string Excerpt { get; } = excerpt;
}
