using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Values;
using Xunit;

namespace Ricloud.Tests.Wire;

/// <summary>What a server may do to whoever follows its lists.</summary>
public sealed class PagingTests
{
    private readonly SteppingTime _time = new();

    [Fact]
    public async Task A_server_that_takes_no_cursor_at_all_is_given_up_on_with_its_own_refusal()
    {
        await using RawServer server = RawServer.Json(static request => request.Target.Contains("after_id", StringComparison.Ordinal)
            ? (400, Answers.Error("invalid-parameter", "after_id"))
            : (200, Answers.List(true, 3, 2, 1)));
        using RicloudClient client = new(_time.Options(server.Address));
        RicloudPager<WebhookConfig> pager = client.WebhookConfigs.List(new ConfigFilter());
        await pager.NextPageAsync(Stop);

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => pager.NextPageAsync(Stop));

        Assert.Equal(RicloudErrorKind.InvalidParameter, failure.Kind);
        Assert.InRange(server.Requests.Count, 2, 30);
    }

    [Fact]
    public async Task Whoever_deletes_each_page_as_it_comes_gets_all_of_them_even_from_a_server_that_refuses_their_cursors()
    {
        List<int> stored = [.. Enumerable.Range(1, 25).Reverse()];
        await using RawServer server = RawServer.Json(request => PageOf(stored, request, 5));
        using RicloudClient client = new(_time.Options(server.Address));
        RicloudPager<WebhookConfig> pager = client.WebhookConfigs.List(new ConfigFilter { PageSize = 5 });
        List<string> seen = [];

        while (await pager.NextPageAsync(Stop) is { } page)
        {
            seen.AddRange(page.Data.Select(static config => ApiId.Text(config.Id)!));
            stored.RemoveAll(id => page.Data.Any(config => config.Id.Equals((long)id)));
        }

        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(static id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)), seen);
    }

    [Fact]
    public async Task A_cursor_that_is_gone_is_stepped_back_from_and_nothing_comes_twice()
    {
        List<int> stored = [.. Enumerable.Range(1, 12).Reverse()];
        await using RawServer server = RawServer.Json(request => PageOf(stored, request, 4));
        using RicloudClient client = new(_time.Options(server.Address));
        RicloudPager<WebhookConfig> pager = client.WebhookConfigs.List(new ConfigFilter { PageSize = 4 });
        List<string> seen = [];

        while (await pager.NextPageAsync(Stop) is { } page)
        {
            seen.AddRange(page.Data.Select(static config => ApiId.Text(config.Id)!));
            stored.Remove((int)(long)page.Data[^1].Id);
        }

        Assert.Equal(Enumerable.Range(1, 12).Reverse().Select(static id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)), seen);
    }

    [Theory]
    [InlineData("sends the same again")]
    [InlineData("sends nothing")]
    public async Task A_list_without_an_end_is_an_error_of_its_own(string how)
    {
        string body = how == "sends nothing" ? Answers.List(true) : Answers.List(true, 2, 1);
        await using RawServer server = RawServer.Json(_ => (200, body));
        using RicloudClient client = new(_time.Options(server.Address));
        RicloudPager<WebhookConfig> pager = client.WebhookConfigs.List(new ConfigFilter());

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(async () =>
        {
            while (await pager.NextPageAsync(Stop) is not null)
            {
            }
        });

        Assert.Equal(RicloudErrorKind.PagingLoop, failure.Kind);
        Assert.Contains(how, failure.Message, StringComparison.Ordinal);
        Assert.Equal("/configs/webhook", failure.Path);
    }

    [Fact]
    public async Task A_refused_date_filter_is_left_out_and_checked_here()
    {
        await using RawServer server = RawServer.Json(static request => request.Target.Contains("date_created", StringComparison.Ordinal)
            ? (400, Answers.Error("invalid-parameter", "date_created[gte]"))
            : (200, $$"""{"resource":"list","has_more":false,"total_count":2,"data":[{{Answers.Config(2, created: "2020-01-02T00:00:00Z")}},{{Answers.Config(1, created: "2020-01-01T00:00:00Z")}}]}"""));
        using RicloudClient client = new(_time.Options(server.Address));
        ConfigFilter filter = new() { CreatedAfter = new DateTimeOffset(2020, 1, 2, 0, 0, 0, TimeSpan.Zero) };

        RicloudList<WebhookConfig>? page = await client.WebhookConfigs.List(filter).NextPageAsync(Stop);

        Assert.Equal(2L, Assert.Single(page!.Data).Id);
        Assert.Null(page.TotalCount);
    }

    [Fact]
    public async Task Five_wanted_are_five_asked_for_and_the_last_page_asks_for_the_rest_only()
    {
        List<int> stored = [.. Enumerable.Range(1, 3000).Reverse()];
        await using RawServer server = RawServer.Json(request => PageOf(stored, request, LimitOf(request)));
        using RicloudClient client = new(_time.Options(server.Address));
        RicloudPager<WebhookConfig> five = client.WebhookConfigs.List(new ConfigFilter { MaximumCount = 5 });
        RicloudPager<WebhookConfig> more = client.WebhookConfigs.List(new ConfigFilter { MaximumCount = 1200 });

        Assert.Equal(5, await CountAsync(five));
        Assert.Equal(1200, await CountAsync(more));
        Assert.Equal([5, 1000, 200], server.Requests.Select(LimitOf));
    }

    private static async Task<int> CountAsync(RicloudPager<WebhookConfig> pager)
    {
        int count = 0;
        while (await pager.NextPageAsync(Stop) is { } page)
        {
            count += page.Data.Count;
        }

        return count;
    }

    private static int LimitOf(RawRequest request) => int.Parse(Query(request, "limit")!, System.Globalization.CultureInfo.InvariantCulture);

    private static string? Query(RawRequest request, string name) => request.Target.Split('?', '&')
        .Where(part => part.StartsWith(name + "=", StringComparison.Ordinal)).Select(part => part[(name.Length + 1)..]).FirstOrDefault();

    /// <summary>Refuses a cursor that isn't there any more, which the contract's own server doesn't.</summary>
    private static (int Status, string Body) PageOf(List<int> stored, RawRequest request, int size)
    {
        int start = 0;
        if (Query(request, "after_id") is { } cursor)
        {
            int index = stored.IndexOf(int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture));
            if (index < 0)
            {
                return (400, Answers.Error("invalid-parameter", "after_id"));
            }

            start = index + 1;
        }

        return (200, Answers.List(start + size < stored.Count, [.. stored.Skip(start).Take(size)]));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
