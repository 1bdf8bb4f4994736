using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Tests.Receiving;

/// <summary>Gives its bytes in pieces of the sizes it is told, some of them at once and some later, then ends.</summary>
internal sealed class FragmentedStream(byte[] bytes, Func<int> pieceSize) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int given = Math.Min(Math.Min(count, Math.Max(1, pieceSize())), bytes.Length - _position);
        Buffer.BlockCopy(bytes, _position, buffer, offset, given);
        _position += given;
        return given;
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int given = Read(buffer, offset, count);
        if (given % 3 == 0)
        {
            await Task.Yield();
        }

        return given;
    }

    // The reader under test has no memory-based overload to call on its platforms.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
