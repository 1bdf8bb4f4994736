using System;
using System.Net;
using System.Security;
using Ricloud.Http;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Api;

/// <summary>A token that can't be one is refused without being shown, and an option never shows one.</summary>
public sealed class TokenTests
{
    [Theory]
    [InlineData("planted\r\nX-Evil: 1")]
    [InlineData("planted\n")]
    [InlineData("planted token")]
    [InlineData("planted\0")]
    [InlineData("plantéd")]
    public void A_token_that_no_header_can_hold_is_refused_unseen(string token)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Client(token));
        Assert.DoesNotContain("plant", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_token_is_refused() => Assert.Throws<ArgumentException>(() => Client(string.Empty));

    [Fact]
    public void Neither_options_nor_client_show_the_token()
    {
        using RicloudClient client = Client("planted");
        Assert.DoesNotContain("planted", client.ToString() + Options("planted"), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_http_beyond_this_machine_is_taken_when_it_is_allowed()
    {
        using RicloudClient client = new(Options("planted").With(o => { o.BaseAddress = new Uri("http://example.com"); o.AllowUnencrypted = true; }));
        Assert.Equal("http://example.com/", client.BaseAddress.ToString());
    }

    private static RicloudClient Client(string token) => new(Options(token));

    private static RicloudClientOptions Options(string token)
    {
        SecureString secure = new NetworkCredential(string.Empty, token).SecurePassword;
        return new RicloudClientOptions { Token = secure };
    }
}
