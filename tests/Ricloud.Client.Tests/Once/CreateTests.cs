using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Once;

/// <summary>One create at a time, with each thing that can go wrong, at its first try and at every one.</summary>
public sealed class CreateTests : IDisposable
{
    private const string Url = "https://example.com/a";

    private readonly FakeApi _api = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Fault.None, 1)]
    [InlineData(Fault.ConnectionRefused, 2)]
    [InlineData(Fault.RateLimited, 2)]
    [InlineData(Fault.DropBefore, 2)]
    [InlineData(Fault.DropAfter, 1)]
    [InlineData(Fault.ServerErrorBefore, 2)]
    [InlineData(Fault.ServerErrorAfter, 1)]
    [InlineData(Fault.UnavailableBefore, 2)]
    [InlineData(Fault.TruncatedAfter, 1)]
    [InlineData(Fault.HtmlAfter, 1)]
    [InlineData(Fault.TimeoutAfter, 1)]
    [InlineData(Fault.GatewayTimeoutAfter, 1)]
    [InlineData(Fault.Held, 1)]
    [InlineData(Fault.DropAndSoon, 1)]
    [InlineData(Fault.RedirectAfter, 1)]
    [InlineData(Fault.UnavailableForLongAfter, 1)]
    internal async Task A_fault_at_the_first_try_leaves_one_config_that_is_returned(Fault fault, int creates)
    {
        _api.Faults = request => request is { IsCreate: true, Attempt: 1 } ? fault : Fault.None;
        RicloudChange change = new();

        WebhookConfig config = await _api.CreateAsync(_api.Client(), Url, change: change, cancellationToken: Stop);

        Assert.Equal((Url, 1L), (config.Url, config.Id));
        Assert.Single(_api.Store.Configs);
        Assert.Equal("whsec", config.RevealSecret());
        Assert.Equal(creates, _api.Creates);
        Assert.Empty(_api.Observer.Notices);
        Assert.Equal(RicloudChangeState.Made, change.State);
    }

    [Theory]
    [InlineData(Fault.RateLimited, RicloudErrorKind.RateLimited, 4, RicloudChangeState.NotMade)]
    [InlineData(Fault.Forbidden, RicloudErrorKind.Forbidden, 1, RicloudChangeState.NotMade)]
    [InlineData(Fault.RedirectBefore, RicloudErrorKind.RedirectRefused, 1, RicloudChangeState.NotMade)]
    [InlineData(Fault.DropBefore, RicloudErrorKind.Connection, 4, RicloudChangeState.NotMade)]
    [InlineData(Fault.ServerErrorBefore, RicloudErrorKind.Server, 4, RicloudChangeState.NotMade)]
    [InlineData(Fault.UnavailableBefore, RicloudErrorKind.Server, 4, RicloudChangeState.NotMade)]
    [InlineData(Fault.UnavailableForLong, RicloudErrorKind.Server, 1, RicloudChangeState.NotMade)]
    [InlineData(Fault.TimeoutBefore, RicloudErrorKind.CreateInDoubt, 1, RicloudChangeState.InDoubt)]
    [InlineData(Fault.GatewayTimeoutBefore, RicloudErrorKind.CreateInDoubt, 1, RicloudChangeState.InDoubt)]
    internal async Task A_fault_at_every_try_before_the_server_acts_is_the_right_error_and_no_config(
        Fault fault, RicloudErrorKind kind, int creates, RicloudChangeState state)
    {
        _api.Faults = request => request.IsCreate ? fault : Fault.None;
        RicloudChange change = new();
        DateTimeOffset start = _api.Time.Now();

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(
            () => _api.CreateAsync(_api.Client(), Url, change: change, cancellationToken: Stop));

        Assert.Equal((kind, creates, creates), (failure.Kind, failure.Attempts, _api.Creates));
        Assert.Equal(kind == RicloudErrorKind.CreateInDoubt ? Url : null, failure.Url);
        Assert.Empty(_api.Store.Configs);
        Assert.Equal(state, change.State);
        Assert.True(_api.Time.Now() - start <= TimeSpan.FromSeconds(300));
    }

    [Fact]
    public async Task A_create_that_gets_no_connection_is_tried_for_half_a_minute_and_not_made()
    {
        _api.Faults = request => request.IsCreate ? Fault.ConnectionRefused : Fault.None;
        RicloudChange change = new();
        DateTimeOffset start = _api.Time.Now();

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(
            () => _api.CreateAsync(_api.Client(), Url, change: change, cancellationToken: Stop));

        Assert.Equal((RicloudErrorKind.Connection, RicloudChangeState.NotMade, 0), (failure.Kind, change.State, _api.Store.Configs.Count));
        Assert.InRange((_api.Time.Now() - start).TotalSeconds, 30, 36);
    }

    [Theory]
    [InlineData(Fault.DropAfter)]
    [InlineData(Fault.TruncatedAfter)]
    [InlineData(Fault.HtmlAfter)]
    [InlineData(Fault.ServerErrorAfter)]
    [InlineData(Fault.TimeoutAfter)]
    [InlineData(Fault.GatewayTimeoutAfter)]
    internal async Task Answers_that_are_always_lost_cost_no_second_config(Fault fault)
    {
        _api.Faults = request => request.IsCreate ? fault : Fault.None;
        RicloudClient client = _api.Client();

        List<WebhookConfig> made = [];
        for (int count = 0; count < 3; count++)
        {
            made.Add(await _api.CreateAsync(client, Url, cancellationToken: Stop));
        }

        Assert.Equal(3, _api.Creates);
        Assert.Equal([1L, 3L, 5L], made.Select(static config => config.Id));
        Assert.Equal(3, _api.Store.Configs.Count);
        Assert.Empty(_api.Observer.Notices);
    }

    [Theory]
    [InlineData(Fault.DropBefore)]
    [InlineData(Fault.ServerErrorBefore)]
    [InlineData(Fault.HtmlAfter)]
    [InlineData(Fault.TimeoutBefore)]
    [InlineData(Fault.GatewayTimeoutBefore)]
    internal async Task A_look_that_fails_for_a_while_is_repeated(Fault looks)
    {
        _api.Faults = request => request switch
        {
            { IsCreate: true } => Fault.DropAfter,
            { Method: "GET", Attempt: <= 5 } when request.Path.Contains("limit=100") => looks,
            _ => Fault.None,
        };

        WebhookConfig config = await _api.CreateAsync(
            _api.Client(static options => options.With(o => o.Timeout = TimeSpan.FromSeconds(5))), Url, cancellationToken: Stop);

        Assert.Equal((1L, 1), (config.Id, _api.Creates));
    }

    [Theory]
    [InlineData(Fault.DropBefore, Fault.DropBefore)]
    [InlineData(Fault.DropAfter, Fault.ServerErrorBefore)]
    [InlineData(Fault.TimeoutAfter, Fault.RateLimited)]
    [InlineData(Fault.DropAfter, Fault.Forbidden)]
    internal async Task When_nobody_can_look_the_create_is_in_doubt_and_not_sent_again(Fault create, Fault looks)
    {
        _api.Faults = request => request.IsCreate ? create : request.Path.Contains("limit=100") ? looks : Fault.None;
        DateTimeOffset start = _api.Time.Now();

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => _api.CreateAsync(_api.Client(), Url, cancellationToken: Stop));

        Assert.Equal((RicloudErrorKind.CreateInDoubt, Url, 1), (failure.Kind, failure.Url, _api.Creates));
        Assert.Contains(Url, failure.Message, StringComparison.Ordinal);
        Assert.True(_api.Time.Now() - start <= TimeSpan.FromSeconds(300));
        Assert.Equal(looks == Fault.Forbidden, _api.Time.Now() == start);
    }

    [Fact]
    public async Task A_time_out_is_watched_until_the_deadline_and_repeated_only_when_that_risk_is_chosen()
    {
        _api.Faults = static request => request is { IsCreate: true, Attempt: 1 } ? Fault.TimeoutBefore : Fault.None;

        WebhookConfig config = await _api.CreateAsync(_api.Client(), Url, retryInDoubt: true, cancellationToken: Stop);

        Assert.Equal((1L, 2), (config.Id, _api.Creates));
        Assert.Single(_api.Store.Configs);
    }

    [Theory]
    [InlineData(Fault.DropAndLate)]
    [InlineData(Fault.GatewayTimeoutBefore)]
    internal async Task A_second_config_that_comes_late_is_reported_with_both_ids_and_left_alone(Fault fault)
    {
        _api.Faults = request => request is { IsCreate: true, Attempt: 1 } ? fault : Fault.None;
        _api.Afterwards = request =>
        {
            if (fault != Fault.DropAndLate && request is { IsCreate: true, Attempt: 2 })
            {
                _api.Store.Create(Url);
            }
        };

        WebhookConfig config = await _api.CreateAsync(_api.Client(), Url, retryInDoubt: true, cancellationToken: Stop);

        RicloudNotice notice = Assert.Single(_api.Observer.Notices);
        Assert.Equal([1L, 3L], notice.Ids);
        Assert.Equal((1L, 2), (config.Id, _api.Store.Configs.Count));
        Assert.Contains("1, which is returned, and 3", notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_last_look_fails_the_config_is_returned_and_the_doubt_told()
    {
        _api.Faults = request => request switch
        {
            { IsCreate: true, Attempt: 1 } => Fault.DropBefore,
            { Method: "GET", Attempt: > 2 } when request.Path.Contains("limit=100") => Fault.ServerErrorBefore,
            _ => Fault.None,
        };

        WebhookConfig config = await _api.CreateAsync(_api.Client(), Url, cancellationToken: Stop);

        Assert.Equal([config.Id], Assert.Single(_api.Observer.Notices).Ids);
    }

    [Fact]
    public async Task A_refusal_of_the_second_request_is_no_error_when_the_first_came_through_late()
    {
        _api.Faults = static request => request switch
        {
            { IsCreate: true, Attempt: 1 } => Fault.DropBefore,
            { IsCreate: true } => Fault.Forbidden,
            _ => Fault.None,
        };
        _api.Afterwards = request =>
        {
            if (request is { IsCreate: true, Attempt: 2 })
            {
                _api.Store.Create(Url);
            }
        };

        Assert.Equal(1L, (await _api.CreateAsync(_api.Client(), Url, cancellationToken: Stop)).Id);
    }

    [Fact]
    public async Task A_key_that_may_not_list_creates_all_the_same_and_only_a_lost_answer_is_in_doubt()
    {
        _api.Faults = static request => request switch
        {
            { Method: "GET" } => Fault.Forbidden,
            { IsCreate: true, Subject: "https://example.com/lost" } => Fault.DropAfter,
            _ => Fault.None,
        };
        RicloudClient client = _api.Client();

        await _api.CreateAsync(client, Url, cancellationToken: Stop);
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => _api.CreateAsync(client, "https://example.com/lost", cancellationToken: Stop));

        Assert.Equal(RicloudErrorKind.CreateInDoubt, failure.Kind);
    }

    [Theory]
    [InlineData(Fault.ServerErrorBefore, RicloudErrorKind.Server)]
    [InlineData(Fault.DropBefore, RicloudErrorKind.Connection)]
    [InlineData(Fault.ConnectionRefused, RicloudErrorKind.Connection)]
    internal async Task What_could_not_be_looked_after_is_not_sent(Fault fault, RicloudErrorKind kind)
    {
        _api.Faults = _ => fault;

        Assert.Equal(kind, (await Assert.ThrowsAsync<RicloudException>(() => _api.CreateAsync(_api.Client(), Url, cancellationToken: Stop))).Kind);
        Assert.Equal(0, _api.Creates);
    }

    [Fact]
    public async Task Without_retries_a_lost_config_is_found_and_nothing_is_sent_twice()
    {
        _api.Faults = static request => request is { IsCreate: true } ? request.Subject == Url ? Fault.DropAfter : Fault.DropBefore : Fault.None;
        RicloudClient client = _api.Client(static options => options.With(o => o.MaximumRetryCount = 0));

        Assert.Equal(1L, (await _api.CreateAsync(client, Url, cancellationToken: Stop)).Id);
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => _api.CreateAsync(client, "https://example.com/b", cancellationToken: Stop));

        Assert.Equal((RicloudErrorKind.Connection, 2), (failure.Kind, _api.Creates));
    }

    public void Dispose() => _api.Dispose();
}
