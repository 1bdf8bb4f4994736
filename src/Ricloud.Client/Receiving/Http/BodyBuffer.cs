namespace Ricloud.Receiving;

/// <summary>Gathers a body. It grows with what has come, never with what is announced: announcing costs nothing.</summary>
internal sealed class BodyBuffer(int? announced)
{
    private const int FirstSize = 16 * 1024;

    private byte[] _bytes = new byte[Math.Min(announced ?? 1024, FirstSize)];

    public int Length { get; private set; }

    public void Add(byte[] source, int offset, int count)
    {
        if (count > _bytes.Length - Length)
        {
            var size = Math.Max(Length + count, Math.Min(_bytes.Length * 2, announced ?? int.MaxValue));
            Array.Resize(ref _bytes, size);
        }

        Buffer.BlockCopy(source, offset, _bytes, Length, count);
        Length += count;
    }

    /// <summary>The body, in an array of just its size.</summary>
    public byte[] ToArray()
    {
        if (_bytes.Length != Length)
        {
            Array.Resize(ref _bytes, Length);
        }

        return _bytes;
    }
}
