using System.IO;

namespace Ricloud.Receiving;

/// <summary>The last lines of a file of events, read from its end: how long the file is doesn't matter.</summary>
internal sealed class EventFileTail(Stream file)
{
    private const int BlockBytes = 256 * 1024;

    /// <summary>Longer than any line that a receiver writes.</summary>
    private const int LongestLine = 16 * 1024 * 1024;

    private static readonly TimeSpan Age = TimeSpan.FromHours(24);

    /// <summary>
    /// Sees to it that the next line begins on a line of its own. A line that was cut short, by a power loss or a kill, goes:
    /// its sender never heard 200. What is whole but for its end, or isn't a receiver's, is given an end.
    /// </summary>
    /// <param name="cuts">False where somebody else may be writing the line just now.</param>
    /// <returns>Where the next line begins.</returns>
    public long Repair(bool cuts)
    {
        var length = file.Length;
        foreach (var last in LinesFromEnd(length, LongestLine))
        {
            if (last.Count == 0)
            {
                return length;
            }

            if (cuts && last.Count < LongestLine && EventLine.IsTorn(last))
            {
                file.SetLength(length - last.Count);
                return length - last.Count;
            }

            break;
        }

        if (length > 0)
        {
            file.Position = length;
            file.Write([(byte)'\n'], 0, 1);
            length++;
        }

        return length;
    }

    /// <summary>The ids of the events in the last lines, the oldest first.</summary>
    /// <param name="count">How many lines at most.</param>
    /// <param name="bytes">How many bytes at most.</param>
    /// <param name="now">What came a day before that, and all before it, is left out: by then nobody tries it again.</param>
    public IReadOnlyList<string> Ids(int count, long bytes, DateTimeOffset now)
    {
        List<string> ids = [];
        foreach (var line in LinesFromEnd(file.Length, bytes))
        {
            if (line.Count == 0)
            {
                continue;
            }

            if (count-- == 0 || now - EventLine.ReceivedAt(line) > Age)
            {
                break;
            }

            if (EventLine.Id(line) is { } id)
            {
                ids.Add(id);
            }
        }

        ids.Reverse();
        return ids;
    }

    /// <summary>Gives what is behind the last line feed, which may be nothing, then line by line what is before it.</summary>
    private IEnumerable<ArraySegment<byte>> LinesFromEnd(long length, long most)
    {
        var block = new byte[BlockBytes];
        byte[] rest = [];
        var position = length;
        while (position > 0 && length - position < most)
        {
            var end = (int)Math.Min(BlockBytes, position);
            position -= end;
            ReadAt(position, block, end);
            for (var feed = LastFeed(block, end); feed >= 0; feed = LastFeed(block, end))
            {
                yield return Join(block, feed + 1, end, rest);
                rest = [];
                end = feed;
            }

            // Of a line that is too long, no more than to know it.
            rest = rest.Length >= LongestLine ? rest : Joined(block, 0, end, rest);
        }

        if (position == 0 || rest.Length >= LongestLine)
        {
            yield return new ArraySegment<byte>(rest);
        }
    }

    private static int LastFeed(byte[] block, int end) => end == 0 ? -1 : Array.LastIndexOf(block, (byte)'\n', end - 1, end);

    private static ArraySegment<byte> Join(byte[] block, int start, int end, byte[] rest) =>
        rest.Length == 0 ? new ArraySegment<byte>(block, start, end - start) : new ArraySegment<byte>(Joined(block, start, end, rest));

    private static byte[] Joined(byte[] block, int start, int end, byte[] rest)
    {
        var line = new byte[end - start + rest.Length];
        Buffer.BlockCopy(block, start, line, 0, end - start);
        Buffer.BlockCopy(rest, 0, line, end - start, rest.Length);
        return line;
    }

    private void ReadAt(long position, byte[] block, int count)
    {
        file.Position = position;
        var read = 0;
        while (read < count)
        {
            var more = file.Read(block, read, count - read);
            read += more > 0 ? more : throw new EndOfStreamException("The file became shorter while it was read.");
        }
    }
}
