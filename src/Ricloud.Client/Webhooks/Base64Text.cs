namespace Ricloud.Webhooks;

/// <summary>Base64 in its one canonical spelling: no white space, full padding, no stray bits behind the last byte.</summary>
internal static class Base64Text
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const sbyte None = -1;

    private static readonly sbyte[] Values = Invert(Alphabet);

    public static bool TryDecode(string text, int start, int length, out byte[] bytes)
    {
        bytes = Array.Empty<byte>();
        if (length % 4 != 0)
        {
            return false;
        }

        var end = start + length;
        var padding = length == 0 || text[end - 1] != '=' ? 0 : text[end - 2] != '=' ? 1 : 2;
        var decoded = new byte[(length / 4 * 3) - padding];
        var position = 0;
        var rest = 0;
        var bits = 0;
        for (var index = start; index < end - padding; index++)
        {
            var character = text[index];
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
        var values = new sbyte[128];
        for (var character = 0; character < values.Length; character++)
        {
            values[character] = (sbyte)alphabet.IndexOf((char)character);
        }

        return values;
    }
}
