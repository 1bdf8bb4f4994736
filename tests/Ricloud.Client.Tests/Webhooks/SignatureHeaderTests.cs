using System;
using System.Linq;
using System.Text;
using Ricloud.Webhooks;
using Xunit;

namespace Ricloud.Tests.Webhooks;

/// <summary>The header's grammar: what is read, what is passed over, what is malformed.</summary>
public sealed class SignatureHeaderTests
{
    private const string Secret = "whsec_grammar";
    private const string Time = "1700000000";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"a\":1}");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1700000000);
    private static readonly string Good = WebhookSignature.Sign(Body, Secret, Now)[$"t={Time},s=".Length..];
    private static readonly string Other = Convert.ToBase64String(new byte[32]);

    [Theory]
    [InlineData("t={t},s={s}")]
    [InlineData("s={s},t={t}")]
    [InlineData(" t={t} , s={s} ")]
    [InlineData("\tt={t}\t,\ts={s}\t")]
    [InlineData("t={t},s={s},v2=anything at all")]
    [InlineData("v1=,t={t},ts=5,s={s},S=%%,T=x")]
    [InlineData("t={t},s={o},s={s}")]
    [InlineData("t={t},s={s},s={o}")]
    [InlineData("s={o},t={t},s={s}")]
    [InlineData("t={t},s=AAAA,s={s}")]
    [InlineData("t={t},s=,s={s}")]
    [InlineData("é=ü,t={t},s={s}")]
    public void A_header_of_this_form_is_valid(string form) => Assert.Equal(WebhookVerdict.Valid, Verdict(form));

    [Theory]
    [InlineData("t={t},s={o}")]
    [InlineData("t={t},s=AAAA")]
    [InlineData("t={t},s=")]
    [InlineData("t={t},s=AA==,s={o}")]
    [InlineData("t={t},s={35}")]
    [InlineData("t=1700000001,s={s}")]
    [InlineData("t=0{t},s={s}")]
    [InlineData("t=9223372036854775807,s={s}")]
    public void A_header_of_this_form_matches_nothing(string form) => Assert.Equal(WebhookVerdict.Mismatch, Verdict(form));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(",")]
    [InlineData("=")]
    [InlineData("t")]
    [InlineData("t=")]
    [InlineData("s=")]
    [InlineData("t={t}")]
    [InlineData("s={s}")]
    [InlineData("t=,s={s}")]
    [InlineData("t={t},s={s},")]
    [InlineData(",t={t},s={s}")]
    [InlineData("t={t},,s={s}")]
    [InlineData("t={t},s={s},junk")]
    [InlineData("t={t},s={s},=junk")]
    [InlineData("t={t};s={s}")]
    [InlineData("t={t}\ns={s}")]
    [InlineData("t={t},s={s}\n")]
    [InlineData("t={t},s={s}\r\n")]
    [InlineData("t={t},t={t},s={s}")]
    [InlineData("t={t},s={s},t=1")]
    [InlineData("T={t},S={s}")]
    [InlineData("t ={t},s={s}")]
    [InlineData("t= {t},s={s}")]
    [InlineData("t={t},s= {s}")]
    [InlineData("t=+{t},s={s}")]
    [InlineData("t=-1,s={s}")]
    [InlineData("t=1.0,s={s}")]
    [InlineData("t=1e9,s={s}")]
    [InlineData("t=0x10,s={s}")]
    [InlineData("t=1 2,s={s}")]
    [InlineData("t=\u0661\u0662\u0663,s={s}")]
    [InlineData("t=\uff11\uff17,s={s}")]
    [InlineData("t=9223372036854775808,s={s}")]
    [InlineData("t=18446744073709551616,s={s}")]
    [InlineData("t=99999999999999999999999999999999999999,s={s}")]
    [InlineData("t={t},s=!!!!")]
    [InlineData("t={t},s={s}=")]
    [InlineData("t={t},s={s},s=%")]
    [InlineData("t={t},s=A")]
    [InlineData("t={t},s=AA")]
    [InlineData("t={t},s=AA=")]
    [InlineData("t={t},s=AA===")]
    [InlineData("t={t},s=====")]
    [InlineData("t={t},s=A===")]
    [InlineData("t={t},s=AB==")]
    [InlineData("t={t},s=AAB=")]
    [InlineData("t={t},s=AA==AAAA")]
    [InlineData("t={t},s=AA AA")]
    [InlineData("t={t},s=AA-_")]
    [InlineData("\u00a0t={t},s={s}")]
    [InlineData("\0t={t},s={s}")]
    public void A_header_of_this_form_is_malformed(string? form) => Assert.Equal(WebhookVerdict.Malformed, Verdict(form));

    [Fact]
    public void A_digest_with_stray_bits_behind_its_last_byte_is_malformed()
    {
        // 32 bytes leave two bits over; each other spelling of them is another text for the same bytes.
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        int last = Alphabet.IndexOf(Good[42], StringComparison.Ordinal);
        for (int stray = 1; stray < 4; stray++)
        {
            string spelling = Good[..42] + Alphabet[last + stray] + "=";
            Assert.Equal(Convert.FromBase64String(Good), Convert.FromBase64String(spelling));
            Assert.Equal(WebhookVerdict.Malformed, Verdict("t={t},s=" + spelling));
        }
    }

    [Fact]
    public void A_header_of_4096_characters_is_read_and_a_longer_one_is_malformed()
    {
        string header = $"t={Time},s={Good},x=";
        string full = header + new string('y', 4096 - header.Length);
        Assert.Equal(WebhookVerdict.Valid, Verdict(full));
        Assert.Equal(WebhookVerdict.Malformed, Verdict(full + "y"));
        Assert.Equal(WebhookVerdict.Malformed, Verdict(string.Concat(Enumerable.Repeat(full + ",", 1000))));
    }

    [Fact]
    public void Many_candidates_are_all_looked_at()
    {
        string others = string.Concat(Enumerable.Repeat($"s={Other},", 80));
        Assert.Equal(WebhookVerdict.Valid, Verdict($"{others}t={Time},s={Good}"));
        Assert.Equal(WebhookVerdict.Mismatch, Verdict($"{others}t={Time}"));
    }

    [Fact]
    public void A_malformed_verdict_has_no_time_and_a_reason_without_the_header()
    {
        var verification = WebhookSignature.Verify("t=1,s=planted!", Body, [Secret], Now);
        Assert.Null(verification.Timestamp);
        Assert.False(verification.IsValid);
        Assert.DoesNotContain("planted", verification.Reason, StringComparison.Ordinal);
        Assert.Contains(WebhookSignature.HeaderName, verification.Reason, StringComparison.Ordinal);
    }

    private static string Verdict(string? form)
    {
        string? header = form?.Replace("{t}", Time, StringComparison.Ordinal)
            .Replace("{s}", Good, StringComparison.Ordinal)
            .Replace("{o}", Other, StringComparison.Ordinal)
            .Replace("{35}", Convert.ToBase64String([.. Convert.FromBase64String(Good), 1, 2, 3]), StringComparison.Ordinal);
        return WebhookSignature.Verify(header, Body, [Secret], Now).Verdict;
    }
}
