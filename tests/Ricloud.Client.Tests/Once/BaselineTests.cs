using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Services;
using Ricloud.Values;
using Xunit;

namespace Ricloud.Tests.Once;

/// <summary>What is looked from: never too much, so that nothing old is taken over, and seldom asked for.</summary>
public sealed class BaselineTests : IDisposable
{
    private const string Url = "https://example.com/a";
    private const string Other = "https://example.com/b";

    private readonly FakeApi _api = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private int Lists => _api.Requests.Count(static request => request.Path.StartsWith("/configs/webhook?", StringComparison.Ordinal));

    [Fact]
    public async Task A_config_that_was_there_before_is_not_taken_over()
    {
        _api.Store.Create(Url);
        _api.Store.Create(Other);
        _api.Faults = static request => request is { IsCreate: true, Attempt: 1 } ? Fault.DropBefore : Fault.None;

        WebhookConfig config = await _api.CreateAsync(_api.Client(), Url, cancellationToken: Stop);

        Assert.Equal((5L, 3, 2), (config.Id, _api.Store.Configs.Count, _api.Creates));
        Assert.Empty(_api.Observer.Notices);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_config_from_before_is_not_taken_over_when_the_newest_are_hidden_meanwhile(bool areDeleted)
    {
        for (int count = 0; count < 20; count++)
        {
            _api.Store.Create(Url);
            _api.Time.Advance(TimeSpan.FromSeconds(1));
        }

        _api.Faults = static request => request is { IsCreate: true, Attempt: 1 } ? Fault.DropBefore : Fault.None;
        _api.Afterwards = request =>
        {
            if (request is { IsCreate: true, Attempt: 1 })
            {
                foreach (FakeConfig config in _api.Store.Configs.TakeLast(12).ToList())
                {
                    Hide(config.Id, areDeleted);
                }
            }
        };

        WebhookConfig made = await _api.CreateAsync(_api.Client(), Url, cancellationToken: Stop);

        Assert.Equal((41L, 2), (made.Id, _api.Creates));
    }

    [Fact]
    public async Task A_config_that_nobody_can_date_is_in_doubt()
    {
        for (int count = 0; count < 20; count++)
        {
            _api.Store.Create(Url);
        }

        _api.Store.ConfigsHaveDates = false;
        _api.Faults = static request => request.IsCreate ? Fault.DropBefore : Fault.None;
        _api.Afterwards = request =>
        {
            if (request.IsCreate)
            {
                _api.Store.Configs.TakeLast(12).ToList().ForEach(config => _api.Store.Delete(config.Id));
            }
        };

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => _api.CreateAsync(_api.Client(), Url, cancellationToken: Stop));

        Assert.Equal((RicloudErrorKind.CreateInDoubt, 1), (failure.Kind, _api.Creates));
    }

    [Theory]
    [InlineData("valid")]
    [InlineData("invalid")]
    public async Task A_lost_config_is_found_whatever_its_test_has_said_and_however_many_came_after_it(string state)
    {
        _api.Store.Create(Other);
        _api.Faults = static request => request.IsCreate ? Fault.DropAfter : Fault.None;
        _api.Afterwards = request =>
        {
            if (request.IsCreate)
            {
                _api.Store.Change(3, config => config with { State = state });
                for (int count = 0; count < 2500; count++)
                {
                    _api.Store.Create(Other);
                }
            }
        };

        WebhookConfig config = await _api.CreateAsync(_api.Client(), Url, cancellationToken: Stop);

        Assert.Equal((3L, state, 1), (config.Id, config.State, _api.Creates));
    }

    [Fact]
    public async Task In_an_empty_organisation_whatever_has_come_is_new()
    {
        _api.Store.Create(Url, "deactivated");
        _api.Faults = static request => request.IsCreate ? Fault.DropAfter : Fault.None;
        Assert.Equal(3L, (await _api.CreateAsync(_api.Client(), Url, cancellationToken: Stop)).Id);
    }

    [Fact]
    public async Task What_this_session_has_returned_is_not_taken_over_by_the_next_create_of_its_address()
    {
        RicloudClient client = _api.Client();
        _api.Faults = static request => request is { IsCreate: true, Attempt: 2 or 4 } ? Fault.DropBefore : Fault.None;

        string?[] ids = [
            ApiId.Text((await _api.CreateAsync(client, Url, cancellationToken: Stop)).Id),
            ApiId.Text((await _api.CreateAsync(client, Url, cancellationToken: Stop)).Id),
            ApiId.Text((await _api.CreateAsync(client, Url, cancellationToken: Stop)).Id),
        ];

        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal((3, 5), (_api.Store.Configs.Count, _api.Creates));
    }

    [Fact]
    public async Task A_lost_config_that_another_create_saw_in_its_baseline_is_still_found()
    {
        RicloudClient client = _api.Client();
        WebhookConfig? other = null;
        _api.Faults = static request => request is { IsCreate: true, Subject: Url } ? Fault.DropAfter : Fault.None;
        _api.Holds = async request =>
        {
            if (request is { Method: "GET", Attempt: 1 } && request.Path.Contains("limit=100", StringComparison.Ordinal))
            {
                _api.Time.Advance(TimeSpan.FromMinutes(1));
                other = await _api.CreateAsync(client, Other, cancellationToken: Stop);
            }
        };

        WebhookConfig config = await _api.CreateAsync(client, Url, cancellationToken: Stop);

        Assert.Equal((1L, 3L, 2), (config.Id, other?.Id, Lists - 1));
    }

    [Fact]
    public async Task Creates_one_behind_the_other_ask_for_the_list_once_and_after_a_pause_again()
    {
        RicloudClient client = _api.Client();
        for (int count = 0; count < 10; count++)
        {
            await _api.CreateAsync(client, Url + count, cancellationToken: Stop);
        }

        Assert.Equal(1, Lists);
        _api.Time.Advance(TimeSpan.FromMilliseconds(26));
        await _api.CreateAsync(client, Url, cancellationToken: Stop);
        Assert.Equal(2, Lists);
    }

    [Fact]
    public async Task What_another_process_made_during_a_pause_is_not_taken_over()
    {
        RicloudClient client = _api.Client();
        await _api.CreateAsync(client, Other, cancellationToken: Stop);
        _api.Time.Advance(TimeSpan.FromMinutes(1));
        _api.Store.Create(Url);
        _api.Faults = static request => request is { IsCreate: true, Attempt: 1 } ? Fault.DropBefore : Fault.None;

        Assert.Equal(5L, (await _api.CreateAsync(client, Url, cancellationToken: Stop)).Id);
    }

    [Fact]
    public async Task Sixteen_that_begin_together_ask_for_the_list_once()
    {
        RicloudClient client = _api.Client();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => _api.CreateAsync(client, Url + number, cancellationToken: Stop)));
        Assert.Equal((1, 16), (Lists, _api.Creates));
    }

    [Fact]
    public async Task Creates_of_one_address_take_turns_and_others_pass_by()
    {
        RicloudClient client = _api.Client();
        await _api.CreateAsync(client, Other, cancellationToken: Stop);
        TaskCompletionSource letGo = new();
        _api.Holds = request => request is { IsCreate: true, Subject: Url } ? letGo.Task : Task.CompletedTask;

        Task<WebhookConfig> first = _api.CreateAsync(client, Url, cancellationToken: Stop);
        Task<WebhookConfig> second = _api.CreateAsync(client, Url, cancellationToken: Stop);
        await _api.CreateAsync(client, Other, cancellationToken: Stop);

        Assert.Single(_api.Requests, static request => request is { IsCreate: true, Subject: Url });
        letGo.SetResult();
        Assert.NotEqual((await first).Id, (await second).Id);
    }

    [Fact]
    public async Task One_that_stops_waiting_for_its_turn_sends_nothing_and_holds_nobody_up()
    {
        RicloudClient client = _api.Client();
        TaskCompletionSource letGo = new();
        _api.Holds = request => request is { IsCreate: true, Attempt: 1 } ? letGo.Task : Task.CompletedTask;
        using CancellationTokenSource stop = new();
        RicloudChange change = new();

        Task<WebhookConfig> first = _api.CreateAsync(client, Url, cancellationToken: Stop);
        Task<WebhookConfig> second = _api.CreateAsync(client, Url, change: change, cancellationToken: stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(RicloudChangeState.NotSent, change.State);

        letGo.SetResult();
        await first;
        await _api.CreateAsync(client, Url, cancellationToken: Stop);
        Assert.Equal(2, _api.Creates);
    }

    [Fact]
    public async Task One_that_is_cancelled_after_it_was_sent_says_so()
    {
        using CancellationTokenSource stop = new();
        RicloudChange change = new();
        _api.Holds = request =>
        {
            if (request.IsCreate)
            {
                stop.Cancel();
            }

            return Task.CompletedTask;
        };

        _api.Faults = static request => request.IsCreate ? Fault.DropAfter : Fault.None;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _api.CreateAsync(_api.Client(), Url, change: change, cancellationToken: stop.Token));

        Assert.Equal(RicloudChangeState.InDoubt, change.State);
    }

    public void Dispose() => _api.Dispose();

    private void Hide(int id, bool isDeleted)
    {
        if (isDeleted)
        {
            _api.Store.Delete(id);
        }
        else
        {
            _api.Store.Change(id, static config => config with { State = "deactivated" });
        }
    }
}
