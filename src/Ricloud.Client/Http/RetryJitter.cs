namespace Ricloud.Http;

/// <summary>Random numbers for spreading retries; Random itself isn't safe for several callers.</summary>
internal static class RetryJitter
{
    private static readonly Random Source = new();
    private static readonly object Gate = new();

    public static double Next()
    {
        lock (Gate)
        {
            return Source.NextDouble();
        }
    }
}
