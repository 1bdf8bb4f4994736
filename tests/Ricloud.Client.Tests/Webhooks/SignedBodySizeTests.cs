using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Ricloud.Webhooks;
using Xunit;

namespace Ricloud.Tests.Webhooks;

/// <summary>Bodies of any size are signed alike, wherever the verifier draws its line between short and long ones.</summary>
public sealed class SignedBodySizeTests
{
    private const string Secret = "whsec_sizes";

    private static readonly DateTimeOffset Signed = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    public static TheoryData<int> Sizes => [0, 1, 1024, .. Enumerable.Range(4078, 20), 8192, 100_000];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_body_is_signed_as_the_contract_says_and_verified_after_any_other(int size)
    {
        byte[] body = new byte[size];
        new Random(size).NextBytes(body);
        using WebhookVerifier verifier = new([Secret]);
        byte[] signed = [.. Encoding.ASCII.GetBytes(Signed.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + "."), .. body];
        string expected = "s=" + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed));

        string header = verifier.Sign(body, Signed);
        _ = verifier.Verify(header, new byte[5000], Signed);
        _ = verifier.Verify(header, [1, 2, 3], Signed);

        Assert.EndsWith(expected, header, StringComparison.Ordinal);
        Assert.True(verifier.Verify(header, body, Signed).IsValid);
    }
}
