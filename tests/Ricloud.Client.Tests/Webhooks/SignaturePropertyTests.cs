using System;
using System.Globalization;
using System.Linq;
using System.Text;
using CsCheck;
using Ricloud.Webhooks;
using Xunit;

namespace Ricloud.Tests.Webhooks;

/// <summary>
/// What holds for every body, secret and time, and for every header that is nearly right.
/// <c>RICLOUD_FUZZ_COUNT</c> sets how many mutated headers are tried.
/// </summary>
public sealed class SignaturePropertyTests
{
    private static readonly Gen<(byte[] Body, string Secret, long Time)> Signed = Gen.Select(
        Gen.Byte.Array[0, 300],
        Gen.String.Where(static text => text.Length > 0),
        Gen.Long[0, DateTimeOffset.MaxValue.ToUnixTimeSeconds()]);

    private static readonly string[] Pieces =
    [
        "t=", "s=", ",", "=", "==", " ", "\t", "\0", "\r\n", "t=1", "s=AAAA", "v1=x", "-", "+", "/", "9223372036854775808", "\u0661", "\ud800", "\uff0c", "é",
    ];

    private static int FuzzCount =>
        int.TryParse(Environment.GetEnvironmentVariable("RICLOUD_FUZZ_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 50_000;

    [Fact]
    public void What_was_signed_is_valid() =>
        Signed.Sample(static x => Verdict(Sign(x), x.Body, x.Secret, x.Time) == WebhookVerdict.Valid);

    [Fact]
    public void A_changed_bit_of_the_body_is_a_mismatch() =>
        Gen.Select(Signed, Gen.Int[0, int.MaxValue]).Where(static x => x.Item1.Body.Length > 0).Sample(static x =>
        {
            byte[] body = (byte[])x.Item1.Body.Clone();
            Flip(body, x.Item2);
            return Verdict(Sign(x.Item1), body, x.Item1.Secret, x.Item1.Time) == WebhookVerdict.Mismatch;
        });

    [Fact]
    public void A_byte_more_or_less_of_the_body_is_a_mismatch() =>
        Signed.Sample(static x =>
            Verdict(Sign(x), [.. x.Body, 0], x.Secret, x.Time) == WebhookVerdict.Mismatch
            && (x.Body.Length == 0 || Verdict(Sign(x), x.Body[1..], x.Secret, x.Time) == WebhookVerdict.Mismatch));

    [Fact]
    public void A_changed_bit_of_the_secret_is_a_mismatch() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Char['!', '~'].Array[1, 100], Gen.Int[0, int.MaxValue]).Sample(static x =>
        {
            // The lowest bit, so that it stays text and no end is cut off by being NUL.
            char[] changed = (char[])x.Item2.Clone();
            changed[x.Item3 % changed.Length] ^= '\u0001';
            string header = WebhookSignature.Sign(x.Item1, new string(x.Item2), DateTimeOffset.UnixEpoch);
            return Verdict(header, x.Item1, new string(changed), 0) == WebhookVerdict.Mismatch;
        });

    [Fact]
    public void A_changed_bit_of_the_signature_is_a_mismatch() =>
        Gen.Select(Signed, Gen.Int[0, 255]).Sample(static x =>
        {
            string header = Sign(x.Item1);
            int start = header.IndexOf(",s=", StringComparison.Ordinal) + 3;
            byte[] digest = Convert.FromBase64String(header[start..]);
            Flip(digest, x.Item2);
            return Verdict(header[..start] + Convert.ToBase64String(digest), x.Item1.Body, x.Item1.Secret, x.Item1.Time) == WebhookVerdict.Mismatch;
        });

    [Fact]
    public void A_changed_bit_of_the_time_is_a_mismatch() =>
        Gen.Select(Signed, Gen.Int[0, 62]).Sample(static x =>
        {
            string header = Sign(x.Item1);
            long changed = x.Item1.Time ^ (1L << x.Item2);
            string moved = "t=" + changed.ToString(CultureInfo.InvariantCulture) + header[header.IndexOf(',', StringComparison.Ordinal)..];
            return Verdict(moved, x.Item1.Body, x.Item1.Secret, x.Item1.Time) == WebhookVerdict.Mismatch;
        });

    [Fact]
    public void A_header_of_any_text_is_judged_and_never_passes() =>
        Gen.Select(Gen.String, Gen.Byte.Array[0, 20]).Sample(static x => Verdict(x.Item1, x.Item2, "secret", 0) == WebhookVerdict.Malformed);

    [Fact]
    public void A_mutated_header_is_judged_and_passes_only_with_the_right_time_and_digest()
    {
        const string Secret = "whsec_fuzz";
        const long Time = 1700000000;
        byte[] body = Encoding.UTF8.GetBytes("{\"fuzzed\":true}");
        string right = WebhookSignature.Sign(body, Secret, DateTimeOffset.FromUnixTimeSeconds(Time));
        string[] parts = right.Split(',', 2);
        int passed = 0;
        Gen.Int.Sample(
            seed =>
            {
                string header = Mutate(new Random(seed), right);
                if (Verdict(header, body, Secret, Time) != WebhookVerdict.Valid)
                {
                    return true;
                }

                System.Threading.Interlocked.Increment(ref passed);
                string[] found = [.. header.Split(',').Select(static part => part.Trim(' ', '\t'))];
                return found.Contains(parts[0]) && found.Contains(parts[1]) && found.Count(static part => part.StartsWith("t=", StringComparison.Ordinal)) == 1;
            },
            iter: FuzzCount);
        Assert.True(passed > 0, "Some mutations are harmless, or nothing was tried.");
    }

    private static string Mutate(Random random, string header)
    {
        StringBuilder text = new(header);
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int place = random.Next(text.Length + 1);
            switch (random.Next(5))
            {
                case 0:
                    text.Insert(place, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 1 when place < text.Length:
                    text.Remove(place, random.Next(1, Math.Min(text.Length - place, 8) + 1));
                    break;
                case 2 when place < text.Length:
                    text[place] = (char)(text[place] ^ (1 << random.Next(16)));
                    break;
                case 3:
                    text.Insert(place, text.ToString(0, random.Next(text.Length + 1)));
                    break;
                default:
                    text.Insert(place, ",x" + random.Next(10).ToString(CultureInfo.InvariantCulture) + "=" + new string('y', random.Next(40)));
                    break;
            }
        }

        return text.ToString();
    }

    private static string Sign((byte[] Body, string Secret, long Time) x) =>
        WebhookSignature.Sign(x.Body, x.Secret, DateTimeOffset.FromUnixTimeSeconds(x.Time));

    private static string Verdict(string header, byte[] body, string secret, long now) =>
        WebhookSignature.Verify(header, body, [secret], DateTimeOffset.FromUnixTimeSeconds(now)).Verdict;

    private static void Flip(byte[] bytes, int bit)
    {
        int place = bit % (bytes.Length * 8);
        bytes[place / 8] ^= (byte)(1 << (place % 8));
    }
}
