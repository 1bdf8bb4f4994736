namespace Ricloud.Receiving;

/// <summary>Reads a chunk's first line: hexadecimal digits, then perhaps extensions, which mean nothing here.</summary>
internal static class ChunkSize
{
    /// <summary>More digits say nothing that a body within any limit could need, leading zeros included.</summary>
    public const int DigitLimit = 15;

    /// <exception cref="HttpRefusedException">It isn't a chunk's size.</exception>
    public static long Read(ArraySegment<byte> line, out int extension)
    {
        long size = 0;
        var digits = 0;
        while (digits < line.Count && Digit(line.Array![line.Offset + digits]) is { } digit)
        {
            size = (size << 4) | digit;
            if (++digits > DigitLimit)
            {
                throw HttpRefusedException.Malformed("A chunk's size is out of range.");
            }
        }

        var rest = new ArraySegment<byte>(line.Array!, line.Offset + digits, line.Count - digits);
        extension = rest.Count;
        var trimmed = HttpGrammar.Trim(rest);
        if (digits == 0 || (rest.Count > 0 && (trimmed.Count == 0 || trimmed.Array![trimmed.Offset] != ';')))
        {
            throw HttpRefusedException.Malformed("A chunk doesn't start with its size in hexadecimal digits.");
        }

        return HttpGrammar.IsFieldValue(rest)
            ? size
            : throw HttpRefusedException.Malformed("A chunk's extension has control characters.");
    }

    private static uint? Digit(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => (uint)(value - '0'),
        >= (byte)'a' and <= (byte)'f' => (uint)(value - 'a' + 10),
        >= (byte)'A' and <= (byte)'F' => (uint)(value - 'A' + 10),
        _ => null,
    };
}
