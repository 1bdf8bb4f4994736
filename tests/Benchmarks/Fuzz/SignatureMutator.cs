using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Ricloud.Webhooks;

namespace Ricloud.Benchmarks.Fuzz;

/// <summary>Makes a valid delivery, and bends it.</summary>
internal sealed class SignatureMutator(Random random)
{
    private static readonly string[] Pieces =
    [
        "t=", "s=", "T=", "S=", "t =", ",", ",,", ";", "=", "==", "===", " ", "\t", "\u00a0", "\u3000", "\ufeff", "\0", "\r\n", "\n", "\v", "\u007f", "\u0085",
        "t=1", "s=AAAA", "s=", "v1=x", "-", "+", "/", "_", "0", "00", "1e9", "0x", "NaN", "\ud800", "\udc00", "\uff0c", "\uff1d", "\u0661", "é", "\U0001f600",
    ];

    private static readonly string[] Numbers =
    [
        "", "0", "-0", "-1", "+1", "00000000000000000000000000001", "1.0", "1e3", "2147483647", "2147483648", "4294967296", "253402300799", "253402300800",
        "9223372036854775806", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "99999999999999999999999999999",
    ];

    private static readonly string[] DigitAlphabets =
        ["\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669", "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19", "\u0966\u0967\u0968\u0969\u096a\u096b\u096c\u096d\u096e\u096f"];

    /// <summary>A delivery that is valid, with the header as the client writes it.</summary>
    public SignatureCase Original()
    {
        byte[] body = new byte[random.Next(4) == 0 ? 0 : random.Next(1, 200)];
        random.NextBytes(body);
        string secret = Text(random.Next(1, random.Next(5) == 0 ? 90 : 20));
        long time = random.Next(20) == 0 ? random.Next(700) : random.NextInt64(253402300799 - 700);
        long now = Math.Max(0, time + random.Next(-60, 601));
        string header = WebhookSignature.Sign(body, secret, DateTimeOffset.FromUnixTimeSeconds(time));
        return new SignatureCase { Header = header, Body = body, Secrets = [secret], Now = now };
    }

    /// <summary>The same delivery after one to four changes; most to the header, some to what it is judged by.</summary>
    public SignatureCase Mutate(SignatureCase original)
    {
        SignatureCase mutated = original;
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            mutated = random.Next(12) switch
            {
                0 => MutateSurroundings(mutated),
                _ => mutated with { Header = MutateHeader(mutated.Header ?? string.Empty) },
            };
        }

        return mutated;
    }

    private string MutateHeader(string header)
    {
        int place = random.Next(header.Length + 1);
        int length = random.Next(header.Length - place + 1);
        return random.Next(14) switch
        {
            0 => header.Insert(place, Pieces[random.Next(Pieces.Length)]),
            1 => header.Remove(place, Math.Min(length, 8)),
            2 => header[..place],
            3 => header.Insert(place, header.Substring(random.Next(place + 1), Math.Min(length, header.Length - place))),
            4 => place < header.Length ? header[..place] + (char)(header[place] ^ (1 << random.Next(16))) + header[(place + 1)..] : header,
            5 => string.Join(',', header.Split(',').OrderBy(_ => random.Next())),
            6 => string.Join(',', header.Split(',').Select(part => Space() + part + Space())),
            7 => header + "," + header.Split(',')[random.Next(header.Split(',').Length)],
            8 => Insert(header, "s=" + Convert.ToBase64String(Bytes(random.Next(3) == 0 ? 32 : random.Next(70)))),
            9 => Insert(header, Key() + "=" + Text(random.Next(12))),
            10 => WithTime(header),
            11 => WithSignature(header),
            12 => random.Next(40) == 0 ? Lengthen(header) : header.Insert(place, ((char)random.Next(33)).ToString()),
            _ => random.Next(30) == 0 ? string.Empty : header.Insert(place, Text(random.Next(4))),
        };
    }

    /// <summary>Another body, secret, clock or tolerance; now and then a second secret beside the right one.</summary>
    private SignatureCase MutateSurroundings(SignatureCase delivery) => random.Next(7) switch
    {
        0 when delivery.Body.Length > 0 => delivery with { Body = Flip(delivery.Body) },
        1 => delivery with { Body = [.. delivery.Body, (byte)random.Next(256)] },
        2 => delivery with { Secrets = [Flip(delivery.Secrets[0])] },
        3 => delivery with { Secrets = [Text(random.Next(1, 20)), .. delivery.Secrets] },
        4 => delivery with { Secrets = [delivery.Secrets[0] + "\0"] },
        5 => delivery with { Now = random.NextInt64(-62135596800, 253402300800) },
        _ => delivery with { Tolerance = TimeSpan.FromSeconds(random.Next(700)), FutureTolerance = TimeSpan.FromSeconds(random.Next(70)) },
    };

    private string WithTime(string header)
    {
        int start = header.IndexOf("t=", StringComparison.Ordinal) + 2;
        int end = start < 2 ? -1 : header.IndexOf(',', start);
        if (end < 0)
        {
            return "t=" + Numbers[random.Next(Numbers.Length)] + "," + header;
        }

        string digits = header[start..end];
        string changed = random.Next(4) switch
        {
            0 => Numbers[random.Next(Numbers.Length)],
            1 => new string('0', random.Next(1, 30)) + digits,
            2 => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long time) ? (time ^ (1L << random.Next(62))).ToString(CultureInfo.InvariantCulture) : "1",
            _ => InDigitsOf(digits, DigitAlphabets[random.Next(DigitAlphabets.Length)]),
        };
        return header[..start] + changed + header[end..];
    }

    private string WithSignature(string header)
    {
        int start = header.IndexOf("s=", StringComparison.Ordinal) + 2;
        if (start < 2)
        {
            return header + ",s=" + Convert.ToBase64String(Bytes(32));
        }

        int comma = header.IndexOf(',', start);
        int end = comma < 0 ? header.Length : comma;
        return header[..start] + Respelled(header[start..end]) + header[end..];
    }

    private string Respelled(string base64)
    {
        byte[] bytes = new byte[base64.Length];
        int count = Convert.TryFromBase64String(base64, bytes, out int decoded) ? decoded : 0;
        return random.Next(9) switch
        {
            0 => base64.TrimEnd('='),
            1 => base64 + "=",
            2 => base64.Replace('+', '-').Replace('/', '_'),
            3 => Convert.ToHexString(bytes.AsSpan(0, count)),
            4 => base64.Insert(random.Next(base64.Length + 1), " "),
            5 when base64.Length > 1 => base64[..^2] + (char)(base64[^2] + random.Next(1, 4)) + "=",
            6 => base64.ToLowerInvariant(),
            7 => Uri.EscapeDataString(base64),
            _ => Convert.ToBase64String(Flip(bytes[..count])),
        };
    }

    private string Lengthen(string header) =>
        random.Next(2) == 0 ? header + ",x=" + new string('y', Math.Max(0, 4093 - header.Length + random.Next(-2, 3))) : string.Join(',', Enumerable.Repeat(header, 90));

    private string Insert(string header, string part)
    {
        List<string> parts = [.. header.Split(',')];
        parts.Insert(random.Next(parts.Count + 1), part);
        return string.Join(',', parts);
    }

    private static string InDigitsOf(string digits, string alphabet) =>
        string.Concat(digits.Select(digit => digit is >= '0' and <= '9' ? alphabet[digit - '0'] : digit));

    private string Space() => new(random.Next(2) == 0 ? ' ' : '\t', random.Next(3));

    private string Key() => random.Next(4) switch { 0 => "v1", 1 => "ts", 2 => "S", _ => Text(random.Next(4)) };

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Flip(byte[] bytes)
    {
        byte[] changed = [.. bytes];
        if (changed.Length > 0)
        {
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        }

        return changed;
    }

    private string Flip(string text)
    {
        char[] changed = text.ToCharArray();
        changed[random.Next(changed.Length)] ^= (char)(1 << random.Next(16));
        return new string(changed);
    }

    private string Text(int length)
    {
        char[] text = new char[length];
        for (int index = 0; index < length; index++)
        {
            text[index] = (char)(random.Next(8) == 0 ? random.Next(char.MaxValue + 1) : random.Next('!', '~' + 1));
        }

        return new string(text);
    }
}
