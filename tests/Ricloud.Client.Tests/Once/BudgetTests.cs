using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Paging;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Once;

/// <summary>The retries that a session may spend: enough for a bad network, and not enough to hammer a dead API.</summary>
public sealed class BudgetTests
{
    private const int Lanes = 16;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task With_a_fifth_of_all_requests_failing_sixteen_at_once_lack_no_retry(int seed)
    {
        using FakeApi api = new();
        Random random = new(seed);
        api.Faults = _ => IsHit(random, 0.2) ? Fault.UnavailableBefore : Fault.None;

        IReadOnlyList<RicloudException?> outcomes = await GetAsync(api, 3000);

        Assert.All(outcomes.OfType<RicloudException>(), static failure => Assert.True(failure.Attempts >= 4));
        Assert.True(outcomes.Count(static outcome => outcome is null) > 2950);
    }

    [Fact]
    public async Task A_dead_API_gets_little_more_than_one_try_of_each_call()
    {
        using FakeApi api = new();
        api.Faults = static _ => Fault.ConnectionRefused;

        IReadOnlyList<RicloudException?> outcomes = await GetAsync(api, 1000);

        Assert.All(outcomes, static failure => Assert.Equal(RicloudErrorKind.Connection, failure!.Kind));
        Assert.Equal(1048, api.Requests.Count);
    }

    private static async Task<IReadOnlyList<RicloudException?>> GetAsync(FakeApi api, int count)
    {
        RicloudClient client = api.Client(static options => options.With(o => o.RetryDeadline = TimeSpan.FromDays(9)));
        using SemaphoreSlim lanes = new(Lanes);
        return await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(async () =>
        {
            await lanes.WaitAsync();
            try
            {
                await client.Tasks.List(new TaskFilter()).NextPageAsync();
                return null;
            }
            catch (RicloudException failure)
            {
                return failure;
            }
            finally
            {
                lanes.Release();
            }
        })));
    }

    private static bool IsHit(Random random, double share)
    {
        lock (random)
        {
            return random.NextDouble() < share;
        }
    }
}
