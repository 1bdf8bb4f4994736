using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using CsCheck;
using Newtonsoft.Json.Linq;
using Xunit;

namespace Ricloud.Tests.Webhooks;

public sealed class SignatureTests
{
    private const string Secret = "whsec_5f2b8c1d";
    private const string Digest = "WcjDtQFxyVWnCRIlLVBTLTn8MtiqJIsoUFDMLrwLclU=";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795509697);
    private static readonly byte[] Body = "{}"u8.ToArray();

    public static TheoryData<string> Vectors => [.. Fixture.Keys];

    private static Dictionary<string, JToken> Fixture { get; } = ReadFixture();

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_vector_is_signed_and_verified(string name)
    {
        JToken vector = Fixture[name];
        byte[] body = Encoding.UTF8.GetBytes((string)vector["body"]!);
        string secret = (string)vector["secret"]!;
        string header = (string)vector["header"]!;
        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds((long)vector["timestamp"]!);
        Assert.Equal(header, WebhookSignature.Sign(body, secret, time));
        Assert.Equal(WebhookVerdict.Valid, WebhookSignature.Verify(header, body, [secret], time).Verdict);
    }

    [Theory]
    [InlineData("t=1795509697,s=" + Digest)]
    [InlineData("s=" + Digest + ",t=1795509697")]
    [InlineData("  t=1795509697 ,\ts=" + Digest + " ")]
    [InlineData("v=2,t=1795509697,s=" + Digest + ",other=a=b")]
    [InlineData("t=1795509697,s=AAAA,s=" + Digest)]
    [InlineData("t=1795509697,s=,s=" + Digest)]
    public void Any_order_white_space_unknown_keys_and_several_signatures_are_read(string header) =>
        Assert.Equal(WebhookVerdict.Valid, WebhookSignature.Verify(header, Body, ["sec"], Now).Verdict);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("t=1795509697")]
    [InlineData("s=" + Digest)]
    [InlineData("t=1795509697,s=" + Digest + ",")]
    [InlineData("t=1795509697,t=1795509697,s=" + Digest)]
    [InlineData("t=,s=" + Digest)]
    [InlineData("t=-1,s=" + Digest)]
    [InlineData("t=+1795509697,s=" + Digest)]
    [InlineData("t=1795509697.0,s=" + Digest)]
    [InlineData("t= 1795509697,s=" + Digest)]
    [InlineData("t=\u0661\u0667,s=" + Digest)]
    [InlineData("t=9223372036854775808,s=" + Digest)]
    [InlineData("t=1795509697,s=WcjDtQFxyVWnCRIlLVBTLTn8MtiqJIsoUFDMLrwLclV=")]
    [InlineData("t=1795509697,s=WcjDtQFxyVWnCRIlLVBTLTn8MtiqJIsoUFDMLrwLclU")]
    [InlineData("t=1795509697,s=WcjDtQFxyVWnCRIlLVBTLTn8 tiqJIsoUFDMLrwLclU=")]
    [InlineData("t=1795509697,s====")]
    [InlineData("t=1795509697,s")]
    [InlineData("t=1795509697,=x,s=" + Digest)]
    [InlineData("T=1795509697,S=" + Digest)]
    public void Anything_else_is_malformed(string? header) =>
        Assert.Equal(WebhookVerdict.Malformed, WebhookSignature.Verify(header, Body, ["sec"], Now).Verdict);

    [Fact]
    public void A_header_over_4_KiB_is_malformed()
    {
        string header = "t=1795509697,s=" + Digest + ",x=";
        Assert.Equal(WebhookVerdict.Valid, WebhookSignature.Verify(header.PadRight(4096, 'y'), Body, ["sec"], Now).Verdict);
        Assert.Equal(WebhookVerdict.Malformed, WebhookSignature.Verify(header.PadRight(4097, 'y'), Body, ["sec"], Now).Verdict);
    }

    [Theory]
    [InlineData(600, WebhookVerdict.Valid)]
    [InlineData(601, WebhookVerdict.TooOld)]
    [InlineData(-60, WebhookVerdict.Valid)]
    [InlineData(-61, WebhookVerdict.FromFuture)]
    public void The_time_is_judged_on_both_sides(int age, WebhookVerdict expected)
    {
        string header = WebhookSignature.Sign(Body, Secret, Now.AddSeconds(-age));
        Assert.Equal(expected, WebhookSignature.Verify(header, Body, [Secret], Now).Verdict);
        Assert.Equal(WebhookVerdict.Mismatch, WebhookSignature.Verify(header, Body, ["another"], Now).Verdict);
    }

    [Fact]
    public void A_time_beyond_all_dates_is_from_the_future()
    {
        using var hmac = new System.Security.Cryptography.HMACSHA256(Encoding.UTF8.GetBytes(Secret));
        string digest = Convert.ToBase64String(hmac.ComputeHash([.. "9223372036854775807."u8, .. Body]));
        WebhookVerification result = WebhookSignature.Verify($"t=9223372036854775807,s={digest}", Body, [Secret], Now);
        Assert.Equal(WebhookVerdict.FromFuture, result.Verdict);
        Assert.Null(result.Timestamp);
    }

    [Fact]
    public void Any_of_several_secrets_may_have_signed()
    {
        string header = WebhookSignature.Sign(Body, "new", Now);
        Assert.True(WebhookSignature.Verify(header, Body, ["old", "new"], Now).IsValid);
        Assert.False(WebhookSignature.Verify(header, Body, ["old", "older"], Now).IsValid);
    }

    [Fact]
    public void No_secret_is_an_error_and_no_pass()
    {
        string header = WebhookSignature.Sign(Body, Secret, Now);
        Assert.Throws<ArgumentException>(() => WebhookSignature.Verify(header, Body, [], Now));
        Assert.Throws<ArgumentException>(() => WebhookSignature.Verify(header, Body, [Secret, ""], Now));
        Assert.Throws<ArgumentException>(() => WebhookSignature.Verify(header, Body, [Secret], Now, TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentException>(() => WebhookSignature.Sign(Body, Secret, DateTimeOffset.UnixEpoch.AddSeconds(-1)));
    }

    [Fact]
    public void What_was_signed_verifies_whatever_it_is() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.String[1, 80].Where(IsText), Gen.Long[0, 253402300799]).Sample((body, secret, seconds) =>
        {
            DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return WebhookSignature.Verify(WebhookSignature.Sign(body, secret, time), body, [secret], time).IsValid;
        });

    [Fact]
    public void One_changed_bit_of_body_secret_time_or_signature_fails() =>
        Gen.Select(Gen.Byte.Array[1, 200], Gen.String[Gen.Char['!', '~'], 1, 60], Gen.Long[1000, 253402300799], Gen.Int[0, 1_000_000]).Sample((body, secret, seconds, at) =>
        {
            DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds);
            string header = WebhookSignature.Sign(body, secret, time);
            byte[] changed = [.. body];
            changed[at / 8 % body.Length] ^= (byte)(1 << (at % 8));
            string otherSecret = secret[..^1] + (char)(secret[^1] ^ 1);
            string otherTime = header.Replace($"t={seconds},", $"t={seconds ^ (1L << (at % 8))},", StringComparison.Ordinal);
            byte[] digest = Convert.FromBase64String(header[(header.IndexOf("s=", StringComparison.Ordinal) + 2)..]);
            digest[at / 8 % 32] ^= (byte)(1 << (at % 8));
            string otherDigest = $"t={seconds},s={Convert.ToBase64String(digest)}";
            return !Verifies(header, changed, secret, time) && !Verifies(header, body, otherSecret, time)
                && !Verifies(otherTime, body, secret, time) && !Verifies(otherDigest, body, secret, time);
        });

    [Fact]
    public void A_mutated_header_neither_throws_nor_passes()
    {
        string header = WebhookSignature.Sign(Body, Secret, Now);
        Gen.Select(Gen.Int[0, header.Length - 1], Gen.Char, Gen.Int[0, 2]).Sample(
            (at, character, how) =>
            {
                string mutated = how switch
                {
                    0 => header[..at] + character + header[(at + 1)..],
                    1 => header[..at] + character + header[at..],
                    _ => header[..at] + header[(at + 1)..],
                };
                WebhookVerification result = WebhookSignature.Verify(mutated, Body, [Secret], Now);
                return !result.IsValid || Normal(mutated) == header;
            },
            iter: 50_000);
    }

    private static bool Verifies(string header, byte[] body, string secret, DateTimeOffset now) =>
        WebhookSignature.Verify(header, body, [secret], now, TimeSpan.MaxValue, TimeSpan.MaxValue).IsValid;

    /// <summary>White space around parts is no change.</summary>
    private static string Normal(string header) => string.Join(',', header.Split(',').Select(part => part.Trim(' ', '\t')));

    private static bool IsText(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    private static Dictionary<string, JToken> ReadFixture()
    {
        string root = typeof(SignatureTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;
        JObject file = JObject.Parse(File.ReadAllText(Path.Combine(root, "tests", "fixtures", "signatures.json")));
        return file["vectors"]!.ToDictionary(vector => (string)vector["name"]!);
    }
}
