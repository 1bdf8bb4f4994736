using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Once;

/// <summary>Changes that may be repeated, and that the config itself tells of when every answer is lost.</summary>
public sealed class ReadBackTests : IDisposable
{
    private const string NewUrl = "https://example.com/new";

    private readonly FakeApi _api = new();
    private readonly RicloudChange _change = new();
    private readonly ConfigService<WebhookConfig> _configs;

    public ReadBackTests()
    {
        _api.Store.Create("https://example.com/a", "valid");
        _configs = _api.Client().WebhookConfigs;
    }

    private Call Stop => _api.Call(_change);

    public static IEnumerable<TheoryDataRow<string, bool>> Losses() =>
        from fault in new[] { Fault.DropAfter, Fault.ServerErrorAfter, Fault.TruncatedAfter, Fault.HtmlAfter, Fault.TimeoutAfter, Fault.GatewayTimeoutAfter }
        from always in new[] { false, true }
        select new TheoryDataRow<string, bool>(fault.ToString(), always);

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task An_update_whose_answers_are_lost_is_repeated_or_read_back(string fault, bool always)
    {
        Lose("POST", fault, always);
        WebhookConfig config = await _configs.UpdateAsync("1", new ConfigUpdate { Url = NewUrl }, Stop);
        Assert.Equal((NewUrl, "new", RicloudChangeState.Made), (config.Url, config.State, _change.State));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_deactivation_whose_answers_are_lost_is_repeated_or_read_back(string fault, bool always)
    {
        Lose("POST", fault, always);
        WebhookConfig config = await _configs.UpdateAsync("1", new ConfigUpdate { State = ConfigState.Deactivated }, Stop);
        Assert.Equal(("deactivated", RicloudChangeState.Made), (config.State, _change.State));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_deletion_whose_answers_are_lost_has_succeeded(string fault, bool always)
    {
        Lose("DELETE", fault, always);
        await _configs.DeleteAsync("1", Stop);
        Assert.Empty(_api.Store.Configs);
        Assert.Equal(RicloudChangeState.Made, _change.State);
    }

    [Theory]
    [InlineData(Fault.DropBefore, RicloudErrorKind.Connection)]
    [InlineData(Fault.UnavailableBefore, RicloudErrorKind.Server)]
    [InlineData(Fault.TimeoutBefore, RicloudErrorKind.Timeout)]
    internal async Task What_was_never_done_is_the_failure_that_it_was(Fault fault, RicloudErrorKind kind)
    {
        _api.Faults = request => request.Method != "GET" ? fault : Fault.None;
        Assert.Equal(kind, (await Assert.ThrowsAsync<RicloudException>(() => _configs.UpdateAsync("1", new ConfigUpdate { Url = NewUrl }, Stop))).Kind);
        Assert.Equal(kind, (await Assert.ThrowsAsync<RicloudException>(() => _configs.DeleteAsync("1", Stop))).Kind);
        Assert.Single(_api.Store.Configs);
    }

    [Fact]
    public async Task A_verdict_on_an_address_that_was_the_same_before_is_not_returned_as_the_new_one()
    {
        _api.Faults = static request => request.Method == "POST" ? Fault.DropBefore : Fault.None;
        await Assert.ThrowsAsync<RicloudException>(() => _configs.UpdateAsync("1", new ConfigUpdate { Url = "https://example.com/a" }, Stop));
        await Assert.ThrowsAsync<RicloudException>(() => _configs.UpdateAsync("1", new ConfigUpdate { State = "new" }, Stop));
    }

    [Fact]
    public async Task A_page_in_place_of_the_answer_does_not_switch_a_config_on()
    {
        await _configs.UpdateAsync("1", new ConfigUpdate { State = ConfigState.Deactivated }, Stop);
        _api.Faults = static request => request.Method == "POST" ? Fault.HtmlBefore : Fault.None;
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => _configs.UpdateAsync("1", new ConfigUpdate { State = ConfigState.New }, Stop));
        Assert.Equal(RicloudErrorKind.InvalidResponse, failure.Kind);
    }

    [Fact]
    public async Task When_it_cannot_be_read_back_the_change_is_in_doubt_with_its_own_failure()
    {
        _api.Faults = static request => request.Method == "POST" ? Fault.DropAfter : Fault.ServerErrorBefore;
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => _configs.UpdateAsync("1", new ConfigUpdate { Url = NewUrl }, Stop));
        Assert.Equal((RicloudErrorKind.Connection, RicloudChangeState.InDoubt), (failure.Kind, _change.State));
    }

    [Fact]
    public async Task A_refused_change_was_not_made()
    {
        _api.Faults = static _ => Fault.Forbidden;
        await Assert.ThrowsAsync<RicloudException>(() => _configs.UpdateAsync("1", new ConfigUpdate { Url = NewUrl }, Stop));
        Assert.Equal(RicloudChangeState.NotMade, _change.State);
    }

    public void Dispose() => _api.Dispose();

    private void Lose(string method, string fault, bool always) => _api.Faults = request =>
        request.Method == method && (always || request.Attempt == 1) && !IsGone(request) ? Enum.Parse<Fault>(fault) : Fault.None;

    /// <summary>What is answered 404 has no answer worth losing.</summary>
    private bool IsGone(FakeRequest request) => request.Method == "DELETE" && _api.Store.Configs.Count == 0;
}
