using System.IO;
using System.Text;

namespace Ricloud.Receiving;

/// <summary>Reads a file that <see cref="EventFileWriter"/> wrote, a line at a time. Also while it is being written.</summary>
/// <remarks>Prepares to read a file; it is opened when its lines are asked for.</remarks>
/// <param name="path">The file.</param>
internal sealed class EventFileReader(string path)
{
    private const int LongestLine = 16 * 1024 * 1024;

    /// <summary>Reads the lines that have anything on them, as they are asked for.</summary>
    /// <returns>One item a line, event or not.</returns>
    /// <exception cref="IOException">The file can't be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IEnumerable<EventFileLine> Read()
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using StreamReader reader = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        StringBuilder line = new();
        if (ReadLine(reader, line, out _) && ExportedEvents.Begin(line.ToString()))
        {
            file.Position = 0;
            using StreamReader whole = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            foreach (var item in ExportedEvents.Read(whole))
            {
                yield return item;
            }

            yield break;
        }

        file.Position = 0;
        reader.DiscardBufferedData();
        for (var number = 1; ReadLine(reader, line, out var hasEnd); number++)
        {
            var text = line.ToString();
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return Parse(number, text, hasEnd);
            }
        }
    }

    private static EventFileLine Parse(int number, string text, bool hasEnd)
    {
        if (text.Length > LongestLine)
        {
            return new EventFileLine(number, null, $"The line is longer than {LongestLine} characters.", isTorn: !hasEnd);
        }

        try
        {
            return new EventFileLine(number, ExportedEvents.IsOne(text) ? ExportedEvents.Read(text) : EventLine.Read(text), null, isTorn: false);
        }
        catch (FormatException exception)
        {
            return new EventFileLine(number, null, exception.Message, isTorn: !hasEnd);
        }
    }

    /// <summary>Reads up to the next line feed, and keeps no more than it takes to know that a line is too long.</summary>
    private static bool ReadLine(StreamReader reader, StringBuilder line, out bool hasEnd)
    {
        line.Clear();
        hasEnd = false;
        var any = false;
        for (var character = reader.Read(); character >= 0; character = reader.Read())
        {
            any = true;
            if (character == '\n')
            {
                hasEnd = true;
                break;
            }

            if (line.Length <= LongestLine)
            {
                line.Append((char)character);
            }
        }

        return any;
    }
}
