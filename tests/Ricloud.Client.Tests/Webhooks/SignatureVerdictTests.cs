using System;
using System.Collections.Generic;
using System.Text;
using Ricloud.Webhooks;
using Xunit;

namespace Ricloud.Tests.Webhooks;

/// <summary>Time, tolerance, and several secrets.</summary>
public sealed class SignatureVerdictTests
{
    private const string Secret = "whsec_verdict";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{}");
    private static readonly DateTimeOffset Signed = DateTimeOffset.FromUnixTimeSeconds(1700000000);

    [Theory]
    [InlineData(0, WebhookVerdict.Valid)]
    [InlineData(600, WebhookVerdict.Valid)]
    [InlineData(601, WebhookVerdict.TooOld)]
    [InlineData(-60, WebhookVerdict.Valid)]
    [InlineData(-61, WebhookVerdict.FromFuture)]
    public void By_default_600_s_of_the_past_and_60_s_of_the_future_are_tolerated(int age, string verdict) =>
        Assert.Equal(verdict, Verify(Signed.AddSeconds(age)).Verdict);

    [Theory]
    [InlineData(0, 0, 0, WebhookVerdict.Valid)]
    [InlineData(1, 0, 0, WebhookVerdict.TooOld)]
    [InlineData(-1, 0, 0, WebhookVerdict.FromFuture)]
    [InlineData(5, 5, 0, WebhookVerdict.Valid)]
    [InlineData(6, 5, 0, WebhookVerdict.TooOld)]
    [InlineData(-7, 0, 7, WebhookVerdict.Valid)]
    [InlineData(-8, 600, 7, WebhookVerdict.FromFuture)]
    public void Both_tolerances_can_be_set(int age, int past, int future, string verdict) =>
        Assert.Equal(verdict, WebhookSignature.Verify(
            WebhookSignature.Sign(Body, Secret, Signed), Body, [Secret], Signed.AddSeconds(age), TimeSpan.FromSeconds(past), TimeSpan.FromSeconds(future)).Verdict);

    [Fact]
    public void The_largest_tolerances_overflow_nothing()
    {
        string header = WebhookSignature.Sign(Body, Secret, DateTimeOffset.UnixEpoch);
        Assert.True(WebhookSignature.Verify(header, Body, [Secret], DateTimeOffset.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue).IsValid);
    }

    [Fact]
    public void The_latest_times_that_digits_can_name_are_from_the_future_whatever_the_clock_says()
    {
        string header = HandMade("9223372036854775807");
        foreach (DateTimeOffset now in new[] { DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch, Signed, DateTimeOffset.MaxValue })
        {
            var verification = WebhookSignature.Verify(header, Body, [Secret], now);
            Assert.Equal(WebhookVerdict.FromFuture, verification.Verdict);
            Assert.Null(verification.Timestamp);
        }
    }

    [Fact]
    public void Digits_count_as_they_came_since_they_are_what_was_signed() =>
        Assert.True(WebhookSignature.Verify(HandMade("0001700000000"), Body, [Secret], Signed).IsValid);

    [Fact]
    public void A_wrong_signature_is_a_mismatch_before_its_time_is_judged()
    {
        string header = WebhookSignature.Sign(Body, "another", Signed);
        Assert.Equal(WebhookVerdict.Mismatch, WebhookSignature.Verify(header, Body, [Secret], Signed.AddDays(1)).Verdict);
        Assert.Equal(WebhookVerdict.Mismatch, WebhookSignature.Verify(header, Body, [Secret], Signed.AddDays(-1)).Verdict);
    }

    [Fact]
    public void Any_one_of_several_secrets_is_enough()
    {
        string header = WebhookSignature.Sign(Body, Secret, Signed);
        Assert.True(WebhookSignature.Verify(header, Body, ["old", Secret], Signed).IsValid);
        Assert.True(WebhookSignature.Verify(header, Body, [Secret, "old"], Signed).IsValid);
        Assert.Equal(WebhookVerdict.Mismatch, WebhookSignature.Verify(header, Body, ["old", "older"], Signed).Verdict);
    }

    [Fact]
    public void No_secret_or_an_empty_one_is_an_error_and_never_a_pass()
    {
        string header = WebhookSignature.Sign(Body, Secret, Signed);
        foreach (IReadOnlyCollection<string> secrets in new IReadOnlyCollection<string>[] { null!, [], [string.Empty], [null!], [Secret, string.Empty] })
        {
            Assert.Throws<ArgumentException>(() => WebhookSignature.Verify(header, Body, secrets, Signed));
        }

        Assert.Throws<ArgumentException>(() => WebhookSignature.Sign(Body, string.Empty, Signed));
    }

    [Fact]
    public void A_negative_tolerance_is_an_error()
    {
        string header = WebhookSignature.Sign(Body, Secret, Signed);
        Assert.Throws<ArgumentException>(() => WebhookSignature.Verify(header, Body, [Secret], Signed, TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentException>(() => WebhookSignature.Verify(header, Body, [Secret], Signed, null, TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void A_time_before_1970_cannot_be_signed() =>
        Assert.Throws<ArgumentException>(() => WebhookSignature.Sign(Body, Secret, DateTimeOffset.UnixEpoch.AddTicks(-1)));

    [Fact]
    public void A_missing_body_counts_as_an_empty_one()
    {
        string header = WebhookSignature.Sign([], Secret, Signed);
        Assert.True(WebhookSignature.Verify(header, null, [Secret], Signed).IsValid);
        Assert.Equal(header, WebhookSignature.Sign(null!, Secret, Signed));
    }

    [Fact]
    public void Each_verdict_has_a_reason_of_its_own_that_holds_no_secret()
    {
        string header = WebhookSignature.Sign(Body, Secret, Signed);
        WebhookVerification[] verifications =
        [
            Verify(Signed),
            Verify(Signed.AddDays(1)),
            Verify(Signed.AddDays(-1)),
            WebhookSignature.Verify(header, [1], [Secret], Signed),
            WebhookSignature.Verify("t=1", Body, [Secret], Signed),
            WebhookSignature.Verify(null, Body, [Secret], Signed),
        ];
        Assert.Equal(verifications.Length, new HashSet<string>(Array.ConvertAll(verifications, static one => one.Reason)).Count);
        Assert.All(verifications, one => Assert.DoesNotContain(Secret, one.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_default_of_the_verdict_is_no_pass() => Assert.False(new WebhookVerification().IsValid);

    private static WebhookVerification Verify(DateTimeOffset now) =>
        WebhookSignature.Verify(WebhookSignature.Sign(Body, Secret, Signed), Body, [Secret], now);

    private static string HandMade(string digits)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes(digits + "."), .. Body];
        return $"t={digits},s=" + Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), message));
    }
}
