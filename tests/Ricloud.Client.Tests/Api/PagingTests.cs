using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Paging;
using Ricloud.Values;
using Xunit;

namespace Ricloud.Tests.Api;

public sealed class PagingTests : IDisposable
{
    private const string RefusedCursor = """{"error":"invalid-parameter","message":"No.","params":{"after_id":"It was never given out."}}""";
    private const string RefusedDate = """{"error":"invalid-parameter","message":"No.","params":{"date_created[gte]":"Unknown."}}""";

    private readonly StubNetwork _network = new();

    [Fact]
    public async Task Pages_follow_each_other_by_the_last_id()
    {
        _network.Answers(200, Page(true, 9, 8)).Answers(200, Page(false, 7));
        Assert.Equal(["9", "8", "7"], await ReadAsync(new ConfigFilter { State = "valid" }));
        Assert.Equal(["GET /configs/webhook?limit=1000&state=valid", "GET /configs/webhook?limit=1000&state=valid&after_id=8"], _network.Requests);
    }

    [Fact]
    public async Task No_page_is_asked_for_before_it_is_wanted()
    {
        RicloudPager<WebhookConfig> pager = _network.Answers(200, Page(true, 9, 8)).Client().WebhookConfigs.List(new ConfigFilter());
        Assert.Empty(_network.Requests);
        await pager.NextPageAsync(TestContext.Current.CancellationToken);
        Assert.Single(_network.Requests);
    }

    [Fact]
    public async Task No_more_is_asked_for_than_is_wanted()
    {
        _network.Answers(200, Page(true, 9, 8)).Answers(200, Page(true, 7));
        Assert.Equal(["9", "8", "7"], await ReadAsync(new ConfigFilter { PageSize = 2, MaximumCount = 3 }));
        Assert.Equal(["GET /configs/webhook?limit=2", "GET /configs/webhook?limit=1&after_id=8"], _network.Requests);
    }

    [Fact]
    public async Task A_server_that_repeats_itself_is_no_endless_list()
    {
        _network.Answers(200, Page(true, 9, 8)).Answers(200, Page(true, 9, 8));
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => ReadAsync(new ConfigFilter()));
        Assert.Equal(RicloudErrorKind.PagingLoop, failure.Kind);
    }

    [Fact]
    public async Task A_server_that_promises_more_and_sends_nothing_is_no_endless_list()
    {
        _network.Answers(200, Page(true));
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => ReadAsync(new ConfigFilter()));
        Assert.Equal(RicloudErrorKind.PagingLoop, failure.Kind);
    }

    [Fact]
    public async Task A_refused_cursor_is_stepped_back_from_and_nothing_comes_twice()
    {
        _network.Answers(200, Page(true, 9, 8)).Answers(400, RefusedCursor).Answers(200, Page(true, 8, 7)).Answers(200, Page(false, 6));
        Assert.Equal(["9", "8", "7", "6"], await ReadAsync(new ConfigFilter()));
        Assert.Equal(["8", "9", "7"], _network.Requests.Skip(1).Select(request => request.Split("after_id=")[1]));
    }

    [Fact]
    public async Task When_all_that_came_is_gone_the_list_is_begun_anew_without_what_was_made_since()
    {
        _network.Answers(200, Page(true, 9, 8)).Answers(400, RefusedCursor).Answers(400, RefusedCursor).Answers(200, Page(false, 11, 7, 6));
        Assert.Equal(["9", "8", "7", "6"], await ReadAsync(new ConfigFilter()));
        Assert.Equal("GET /configs/webhook?limit=1000", _network.Requests.Last());
    }

    [Fact]
    public async Task Dates_are_asked_for_and_checked_again()
    {
        _network.Answers(200, Page(false, 9, 8, 7));
        Assert.Equal(["8"], await ReadAsync(new ConfigFilter { CreatedAfter = Made(8), CreatedBefore = Made(8) }));
        Assert.Contains("date_created%5Bgte%5D=2026-01-01T00%3A00%3A08.000000Z", _network.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_that_the_API_refuses_are_checked_here_alone()
    {
        _network.Answers(400, RefusedDate).Answers(200, Page(false, 9, 8, 7));
        Assert.Equal(["9", "8"], await ReadAsync(new ConfigFilter { CreatedAfter = Made(8) }));
        Assert.Equal("GET /configs/webhook?limit=1000", _network.Requests[1]);
    }

    public void Dispose() => _network.Dispose();

    private static DateTimeOffset Made(int id) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(id);

    private static string Page(bool hasMore, params int[] ids)
    {
        IEnumerable<string> items = ids.Select(id => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":{{id}},"resource":"webhook_config","organisation":1,"url":"https://a/","state":"valid","date_created":"{{Made(id):yyyy-MM-ddTHH:mm:ss}}Z"}"""));
        return $$"""{"resource":"list","data":[{{string.Join(',', items)}}],"has_more":{{(hasMore ? "true" : "false")}},"total_count":99,"url":"/configs/webhook"}""";
    }

    private async Task<List<string>> ReadAsync(ConfigFilter filter)
    {
        List<string> ids = [];
        RicloudPager<WebhookConfig> pager = _network.Client().WebhookConfigs.List(filter);
        while (await pager.NextPageAsync(TestContext.Current.CancellationToken) is { } page)
        {
            ids.AddRange(page.Data.Select(config => ApiId.Text(config.Id)!));
        }

        return ids;
    }
}
