using System.Text;

namespace Ricloud.Receiving;

/// <summary>The character classes of RFC 9110 and what is read with them.</summary>
internal static class HttpGrammar
{
    private static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1");

    private static readonly bool[] TokenCharacters = MakeTokenCharacters();

    public static bool IsToken(ArraySegment<byte> text)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (!TokenCharacters[text.Array![text.Offset + i]])
            {
                return false;
            }
        }

        return text.Count > 0;
    }

    /// <summary>Whether all is printable ASCII without a space, and there is some.</summary>
    public static bool IsVisible(ArraySegment<byte> text)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (text.Array![text.Offset + i] is < 0x21 or > 0x7E)
            {
                return false;
            }
        }

        return text.Count > 0;
    }

    /// <summary>Whether a field value has no control character but the tab.</summary>
    public static bool IsFieldValue(ArraySegment<byte> text)
    {
        for (var i = 0; i < text.Count; i++)
        {
            var value = text.Array![text.Offset + i];
            if ((value < 0x20 && value != '\t') || value == 0x7F)
            {
                return false;
            }
        }

        return true;
    }

    public static bool EqualsIgnoreCase(ArraySegment<byte> text, string lowerCase)
    {
        if (text.Count != lowerCase.Length)
        {
            return false;
        }

        for (var i = 0; i < text.Count; i++)
        {
            int value = text.Array![text.Offset + i];
            if (value is >= 'A' and <= 'Z')
            {
                value |= 0x20;
            }

            if (value != lowerCase[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Cuts spaces and tabs at both ends.</summary>
    public static ArraySegment<byte> Trim(ArraySegment<byte> text)
    {
        var start = text.Offset;
        var end = text.Offset + text.Count;
        while (start < end && text.Array![start] is (byte)' ' or (byte)'\t')
        {
            start++;
        }

        while (end > start && text.Array![end - 1] is (byte)' ' or (byte)'\t')
        {
            end--;
        }

        return new ArraySegment<byte>(text.Array!, start, end - start);
    }

    /// <summary>Reads decimal digits only; a number too large is <see cref="long.MaxValue"/>; anything else null.</summary>
    public static long? ReadDecimal(ArraySegment<byte> text)
    {
        long value = 0;
        for (var i = 0; i < text.Count; i++)
        {
            var digit = text.Array![text.Offset + i] - '0';
            if (digit is < 0 or > 9)
            {
                return null;
            }

            value = value > (long.MaxValue - digit) / 10 ? long.MaxValue : (value * 10) + digit;
        }

        return text.Count == 0 ? null : value;
    }

    /// <summary>Bytes as text, one character a byte: never fails, never merges two different inputs.</summary>
    public static string Text(ArraySegment<byte> text) => Latin1.GetString(text.Array!, text.Offset, text.Count);

    private static bool[] MakeTokenCharacters()
    {
        var table = new bool[256];
        foreach (var c in "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        {
            table[c] = true;
        }

        return table;
    }
}
