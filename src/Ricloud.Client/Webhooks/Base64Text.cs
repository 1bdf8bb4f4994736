using System;

namespace Ricloud;

/// <summary>Base64 in its one canonical spelling: no white space, full padding, no stray bits behind the last byte.</summary>
internal static class Base64Text
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const sbyte None = -1;

    private static readonly sbyte[] Values = Invert(Alphabet);

    internal static bool TryDecode(string text, int start, int length, out byte[] bytes)
    {
        bytes = Array.Empty<byte>();
        if (length % 4 != 0)
        {
            return false;
        }

        int end = start + length;
        int padding = length == 0 || text[end - 1] != '=' ? 0 : text[end - 2] != '=' ? 1 : 2;
        byte[] decoded = new byte[(length / 4 * 3) - padding];
        int position = 0;
        int rest = 0;
        int bits = 0;
        for (int index = start; index < end - padding; index++)
        {
            char character = text[index];
            int value = character < Values.Length ? Values[character] : None;
            if (value == None)
            {
                return false;
            }

            rest = (rest << 6) | value;
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                decoded[position++] = (byte)(rest >> bits);
                rest &= (1 << bits) - 1;
            }
        }

        bytes = decoded;
        return rest == 0;
    }

    private static sbyte[] Invert(string alphabet)
    {
        sbyte[] values = new sbyte[128];
        for (int character = 0; character < values.Length; character++)
        {
            values[character] = (sbyte)alphabet.IndexOf((char)character);
        }

        return values;
    }
}
