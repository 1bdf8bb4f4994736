using System;
using System.IO;

namespace Ricloud.Tests.Receiving;

/// <summary>A file on a disk that can be full: of what doesn't fit, the beginning is written and the rest is an error.</summary>
internal sealed class FullDisk : Stream
{
    private readonly MemoryStream _content = new();

    /// <summary>How long the file may become.</summary>
    public long Room { get; set; } = long.MaxValue;

    /// <summary>Whether the disk takes the bytes and then fails to keep them, as quotas on network disks do.</summary>
    public bool FailsLate { get; set; }

    /// <summary>What it fails with.</summary>
    public Func<Exception> Failure { get; set; } = () => new IOException("No space left on device");

    /// <summary>Whether the file can't be made shorter either.</summary>
    public bool KeepsLength { get; set; }

    public byte[] Content => _content.ToArray();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _content.Length;

    public override long Position
    {
        get => _content.Position;
        set => _content.Position = value;
    }

    public override void Flush()
    {
        if (FailsLate && Length > Room)
        {
            throw Failure();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => _content.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => _content.Seek(offset, origin);

    public override void SetLength(long value)
    {
        if (KeepsLength)
        {
            throw Failure();
        }

        _content.SetLength(value);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        int fits = FailsLate ? count : (int)Math.Clamp(Room - Position, 0, count);
        _content.Write(buffer, offset, fits);
        if (fits < count)
        {
            throw Failure();
        }
    }
}
