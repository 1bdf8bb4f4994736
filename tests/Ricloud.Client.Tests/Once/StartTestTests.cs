using System;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Once;

/// <summary>A test that is started once, and whose task is the one that is returned.</summary>
public sealed class StartTestTests : IDisposable
{
    private readonly FakeApi _api = new();
    private readonly FakeConfig _config;

    public StartTestTests() => _config = _api.Store.Create("https://example.com/a");

    private Call Stop => _api.Call();

    private int Starts => _api.Requests.Count(static request => request.IsTest);

    [Theory]
    [InlineData(Fault.None, 1)]
    [InlineData(Fault.ConnectionRefused, 2)]
    [InlineData(Fault.RateLimited, 2)]
    [InlineData(Fault.DropBefore, 2)]
    [InlineData(Fault.DropAfter, 1)]
    [InlineData(Fault.UnavailableBefore, 2)]
    [InlineData(Fault.ServerErrorAfter, 1)]
    [InlineData(Fault.TruncatedAfter, 1)]
    [InlineData(Fault.HtmlAfter, 1)]
    [InlineData(Fault.TimeoutAfter, 1)]
    [InlineData(Fault.GatewayTimeoutAfter, 1)]
    [InlineData(Fault.Held, 1)]
    internal async Task A_lost_answer_finds_its_own_task_and_never_an_older_one(Fault fault, int starts)
    {
        _api.Store.StartTest(_config.Id);
        _api.Faults = request => request is { IsTest: true, Attempt: 1 } ? fault : Fault.None;

        RicloudTask task = await _api.Client().WebhookConfigs.TestAsync("1", null, Stop);

        Assert.Equal((4L, 1L, starts), (task.Id, task.Target, Starts));
        Assert.Equal(3, _api.Store.Tasks.Count);
    }

    [Fact]
    public async Task The_test_that_a_change_has_just_started_is_not_taken_for_the_one_asked_for()
    {
        RicloudClient client = _api.Client();
        await client.WebhookConfigs.TestAsync("1", null, Stop);
        await client.WebhookConfigs.UpdateAsync("1", new ConfigUpdate { State = ConfigState.New }, Stop);
        _api.Store.StartTest(_config.Id);
        _api.Faults = static request => request is { IsTest: true, Attempt: 2 } ? Fault.DropBefore : Fault.None;

        Assert.Equal(5L, (await client.WebhookConfigs.TestAsync("1", null, Stop)).Id);
        Assert.Equal(3, Starts);
    }

    [Fact]
    public async Task A_test_of_another_config_is_passed_over()
    {
        _api.Faults = static request => request is { IsTest: true, Attempt: 1 } ? Fault.DropBefore : Fault.None;
        _api.Afterwards = request =>
        {
            if (request is { IsTest: true, Attempt: 1 })
            {
                _api.Store.StartTest(77);
            }
        };

        Assert.Equal((4L, 2), ((await _api.Client().WebhookConfigs.TestAsync("1", null, Stop)).Id, Starts));
    }

    [Theory]
    [InlineData(Fault.DropAfter)]
    [InlineData(Fault.TimeoutAfter)]
    internal async Task Where_tasks_carry_no_target_a_lost_answer_is_an_error_and_no_second_test(Fault fault)
    {
        _api.Store.TasksHaveTargets = false;
        _api.Faults = request => request.IsTest ? fault : Fault.None;
        RicloudChange change = new();

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(
            () => _api.Client().WebhookConfigs.TestAsync("1", null, _api.Call(change)));

        Assert.Equal((RicloudErrorKind.TestInDoubt, 1, RicloudChangeState.InDoubt), (failure.Kind, Starts, change.State));
    }

    [Fact]
    public async Task A_test_that_timed_out_and_is_not_found_is_in_doubt()
    {
        _api.Faults = static request => request.IsTest ? Fault.TimeoutBefore : Fault.None;
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => _api.Client().WebhookConfigs.TestAsync("1", null, Stop));
        Assert.Equal((RicloudErrorKind.TestInDoubt, 1), (failure.Kind, Starts));
    }

    [Fact]
    public async Task A_config_that_is_not_there_is_no_doubt()
    {
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => _api.Client().WebhookConfigs.TestAsync("99", null, Stop));
        Assert.Equal((RicloudErrorKind.NotFound, 1), (failure.Kind, Starts));
    }

    [Fact]
    public async Task Tests_one_behind_the_other_ask_for_the_tasks_once()
    {
        RicloudClient client = _api.Client();
        for (int count = 0; count < 5; count++)
        {
            await client.WebhookConfigs.TestAsync("1", null, Stop);
        }

        Assert.Single(_api.Requests, static request => request.Path.StartsWith("/tasks", StringComparison.Ordinal));
    }

    public void Dispose() => _api.Dispose();
}
