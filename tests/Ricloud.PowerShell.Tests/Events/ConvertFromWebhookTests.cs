using System;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using System.Text;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

public sealed class ConvertFromWebhookTests : IDisposable
{
    private const string Body = """{"id":"e1","resource":"event","type":"task","action":"succeeded","data":{"id":5,"name":"Zoë"}}""";

    private readonly ModuleRunspace _module = new();

    public static TheoryData<string> Requests =>
    [
        "@{ RawBody = $body; Headers = @{ 'Ricloud-Signature' = $h } }",
        "@{ rawbody = $body; HEADERS = @{ 'ricloud-signature' = $h } }",
        "[pscustomobject]@{ RawBody = $body; Headers = @{ 'RICLOUD-SIGNATURE' = $h } }",
        "[pscustomobject]@{ RawBody = $bytes; Headers = [pscustomobject]@{ 'ricloud-signature' = $h } }",
        "@{ RawBody = $body; Headers = $pairs }",
        "@{ RawBody = $body; Headers = $collection }",
        "@{ RawBody = $body; Headers = @{ 'ricloud-signature' = @($h) } }",
    ];

    public void Dispose() => _module.Dispose();

    [Fact]
    public void A_genuine_body_becomes_an_event_that_says_how_it_came()
    {
        PSObject received = Assert.Single(Run("ConvertFrom-RicloudWebhook -Body $body -Signature $h -Secret old, new").AssertClean().Output);

        Assert.Equal(["Ricloud.ReceivedEvent", "Ricloud.RicloudEvent"], received.TypeNames.Take(2));
        Assert.Equal("e1", received.Properties["Id"].Value);
        Assert.Equal("Valid", received.Properties["Verdict"].Value.ToString());
        Assert.Equal(Body, received.Properties["RawBody"].Value);
        Assert.Equal("Zoë", ((PSObject)received.Properties["Data"].Value).Properties["name"].Value);
        Assert.DoesNotContain("RawBody", _module.Render([received]), StringComparison.Ordinal);
        Assert.DoesNotContain("\"resource\"", _module.Render([received]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_is_what_hosts_hand_over(string request) =>
        Assert.Equal(["e1"], Run($"$r = {request}; (ConvertFrom-RicloudWebhook -Request $r -Secret new).Id").AssertClean().OutputOf<string>());

    [Theory]
    [InlineData("@{ Text = $body; Headers = @{} }")]
    [InlineData("@{ RawBody = $body }")]
    [InlineData("$body")]
    [InlineData("5")]
    public void What_is_no_request_is_an_error_of_its_own(string request)
    {
        PipelineRun run = Run($"({request}), @{{ RawBody = $body; Headers = @{{ 'Ricloud-Signature' = $h }} }} | ConvertFrom-RicloudWebhook -Secret new");

        Assert.NotNull(run.AssertError("NotARequest").TargetObject);
        Assert.Single(run.Output);
    }

    [Fact]
    public void A_request_whose_body_was_parsed_already_is_refused() =>
        Run("ConvertFrom-RicloudWebhook -Request @{ RawBody = @{ id = 'e1' }; Headers = @{} } -Secret new").AssertError("InvalidBodyText");

    [Theory]
    [InlineData("$body", "''", "SignatureMalformed", "Malformed")]
    [InlineData("$body + ' '", "$h", "SignatureMismatch", "Mismatch")]
    [InlineData("$body", "New-RicloudWebhookSignature $body new -Timestamp 1538413474", "SignatureTooOld", "TooOld")]
    [InlineData("$body", "New-RicloudWebhookSignature $body new -Timestamp ([DateTimeOffset]::UtcNow.AddHours(1))", "SignatureFromFuture", "FromFuture")]
    public void A_forged_request_ends_the_command_with_its_verdict(string body, string signature, string errorId, string verdict)
    {
        PipelineRun run = Run($"ConvertFrom-RicloudWebhook -Body ({body}) -Signature ({signature}) -Secret new");

        Assert.Empty(run.Output);
        ErrorRecord error = run.AssertError(errorId);
        Assert.Equal("ended", Run($"try {{ ConvertFrom-RicloudWebhook -Body ({body}) -Signature ({signature}) -Secret new -ErrorAction SilentlyContinue; 'went on' }} catch {{ 'ended' }}").Output[0].ToString());
        Assert.Equal(verdict, PSObject.AsPSObject(error.Exception).Properties["Verdict"].Value.ToString());
    }

    [Fact]
    public void A_forged_request_without_any_header_is_refused_too() =>
        Run("ConvertFrom-RicloudWebhook -Request @{ RawBody = $body; Headers = $null } -Secret new").AssertError("SignatureMalformed");

    [Fact]
    public void A_genuine_body_that_is_no_event_is_an_error() =>
        Run("ConvertFrom-RicloudWebhook -Body '[]' -Signature (New-RicloudWebhookSignature '[]' new) -Secret new").AssertError("EventUnreadable");

    private PipelineRun Run(string script)
    {
        string header = ReceiverScene.Sign(Encoding.UTF8.GetBytes(Body), "new");
        return _module.Run(script, new Dictionary<string, object?>
        {
            ["body"] = Body,
            ["bytes"] = Encoding.UTF8.GetBytes(Body),
            ["h"] = header,
            ["pairs"] = new Dictionary<string, string> { ["Host"] = "x", ["ricloud-signature"] = header }.ToList(),
            ["collection"] = new NameValueCollection { ["Ricloud-Signature"] = header },
        });
    }
}
