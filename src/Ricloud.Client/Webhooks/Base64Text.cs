using System;

namespace Ricloud;

/// <summary>Base64 in its one canonical spelling: no white space, full padding, no stray bits behind the last byte.</summary>
internal static class Base64Text
{
    internal static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = Array.Empty<byte>();
        if (text.Length % 4 != 0 || !IsAlphabet(text, out int padding))
        {
            return false;
        }

        byte[] decoded = new byte[(text.Length / 4 * 3) - padding];
        int position = 0;
        for (int index = 0; index < text.Length; index += 4)
        {
            int group = (Value(text[index]) << 18) | (Value(text[index + 1]) << 12) | (Value(text[index + 2]) << 6) | Value(text[index + 3]);
            for (int shift = 16; shift >= 0; shift -= 8)
            {
                byte part = (byte)(group >> shift);
                if (position < decoded.Length)
                {
                    decoded[position++] = part;
                }
                else if (part != 0)
                {
                    return false;
                }
            }
        }

        bytes = decoded;
        return true;
    }

    private static bool IsAlphabet(string text, out int padding)
    {
        padding = 0;
        foreach (char character in text)
        {
            if (character == '=')
            {
                padding++;
            }
            else if (padding > 0 || Value(character) < 0)
            {
                return false;
            }
        }

        return padding <= 2;
    }

    private static int Value(char character) => character switch
    {
        >= 'A' and <= 'Z' => character - 'A',
        >= 'a' and <= 'z' => character - 'a' + 26,
        >= '0' and <= '9' => character - '0' + 52,
        '+' => 62,
        '/' => 63,
        '=' => 0,
        _ => -1,
    };
}
