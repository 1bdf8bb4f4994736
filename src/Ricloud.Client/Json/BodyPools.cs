namespace Ricloud.Json;

/// <summary>The pools that answers are read with.</summary>
internal static class BodyPools
{
    private const int LargestKept = 2 * 1024 * 1024;

    public static readonly BufferPool<byte> Bytes = new(4 * 1024, LargestKept);

    public static readonly BufferPool<char> Text = new(4 * 1024, LargestKept);

    public static readonly BufferPool<char> Reader = new(256, 16 * 1024);
}
