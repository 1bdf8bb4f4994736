using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class ListTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task A_list_has_ten_newest_first_unless_more_are_asked_for()
    {
        await CreateAsync(25);

        Answer first = await _emulator.GetAsync("/configs/webhook");
        Answer all = await _emulator.GetAsync("/configs/webhook?limit=1000");

        Assert.Equal(["resource", "data", "has_more", "total_count", "url"], first.Json.EnumerateObject().Select(p => p.Name));
        Assert.Equal("list", first.Json.GetProperty("resource").GetString());
        Assert.Equal("/configs/webhook", first.Json.GetProperty("url").GetString());
        Assert.Equal(Range(25, 16), first.Ids);
        Assert.True(first.Json.GetProperty("has_more").GetBoolean());
        Assert.Equal(25, first.Json.GetProperty("total_count").GetInt64());
        Assert.Equal(Range(25, 1), all.Ids);
        Assert.False(all.Json.GetProperty("has_more").GetBoolean());
    }

    [Fact]
    public async Task Cursors_bound_a_list_on_both_sides_and_leave_its_total()
    {
        await CreateAsync(9);

        Answer after = await _emulator.GetAsync("/configs/webhook?after_id=4&limit=2");
        Answer before = await _emulator.GetAsync("/configs/webhook?before_id=7");
        Answer between = await _emulator.GetAsync("/configs/webhook?after_id=8&before_id=5&limit=2");
        Answer end = await _emulator.GetAsync("/configs/webhook?after_id=1");

        Assert.Equal([3, 2], after.Ids);
        Assert.True(after.Json.GetProperty("has_more").GetBoolean());
        Assert.Equal([9, 8], before.Ids);
        Assert.False(before.Json.GetProperty("has_more").GetBoolean());
        Assert.Equal([7, 6], between.Ids);
        Assert.False(between.Json.GetProperty("has_more").GetBoolean());
        Assert.Empty(end.Ids);
        Assert.All((Answer[])[after, before, between, end], a => Assert.Equal(9, a.Json.GetProperty("total_count").GetInt64()));
    }

    [Fact]
    public async Task Deleting_page_by_page_reaches_every_config()
    {
        await CreateAsync(47);
        List<long> seen = [];
        string cursor = "";
        while (true)
        {
            Answer page = await _emulator.GetAsync($"/configs/webhook?limit=7{cursor}");
            foreach (long id in page.Ids)
            {
                seen.Add(id);
                Assert.Equal(200, (await _emulator.DeleteAsync($"/configs/webhook/{id}")).Status);
            }

            if (!page.Json.GetProperty("has_more").GetBoolean())
            {
                break;
            }

            cursor = $"&after_id={page.Ids[^1]}";
        }

        Assert.Equal(Range(47, 1), seen);
        Assert.Equal(0, (await _emulator.GetAsync("/configs/webhook")).Json.GetProperty("total_count").GetInt64());
    }

    [Fact]
    public async Task A_cursor_that_no_longer_matches_the_filter_still_pages_from_its_place()
    {
        await CreateAsync(20);
        await _emulator.WaitForAsync("/configs/webhook?state=invalid", l => l.GetProperty("total_count").GetInt64() == 20);
        List<long> seen = [];
        Answer page = await _emulator.GetAsync("/configs/webhook?limit=6&state=invalid");
        while (true)
        {
            foreach (long id in page.Ids)
            {
                seen.Add(id);
                await _emulator.PostAsync($"/configs/webhook/{id}", new { state = "deactivated" });
            }

            if (!page.Json.GetProperty("has_more").GetBoolean())
            {
                break;
            }

            page = await _emulator.GetAsync($"/configs/webhook?limit=6&state=invalid&after_id={page.Ids[^1]}");
        }

        Assert.Equal(Range(20, 1), seen);
        Assert.Equal(0, (await _emulator.GetAsync("/configs/webhook?after_id=5")).Json.GetProperty("total_count").GetInt64());
    }

    [Fact]
    public async Task The_newest_id_is_still_a_cursor_after_its_config_was_deleted()
    {
        await CreateAsync(3);
        await _emulator.DeleteAsync("/configs/webhook/3");

        Assert.Equal([2, 1], (await _emulator.GetAsync("/configs/webhook?after_id=3")).Ids);
        (await _emulator.GetAsync("/configs/webhook?after_id=4")).AssertRefused(400, "invalid-parameter", "after_id");
    }

    [Fact]
    public async Task Dates_bound_a_list_inclusively()
    {
        await CreateAsync(5);
        string third = (await _emulator.GetAsync("/configs/webhook/3")).Json.GetProperty("date_created").GetString()!;

        Answer from = await _emulator.GetAsync($"/configs/webhook?date_created[gte]={third}");
        Answer to = await _emulator.GetAsync($"/configs/webhook?date_created%5Blte%5D={third}&limit=2");
        Answer exactly = await _emulator.GetAsync($"/configs/webhook?date_created={third}");
        Answer finer = await _emulator.GetAsync($"/configs/webhook?date_created[gte]={third.TrimEnd('Z')}1Z");
        Answer shifted = await _emulator.GetAsync(
            $"/configs/webhook?date_created[gte]={Uri.EscapeDataString(Shift(third))}");
        Answer none = await _emulator.GetAsync("/configs/webhook?date_created[gte]=2999-01-01&date_created[lte]=1999-01-01");

        Assert.Equal([5, 4, 3], from.Ids);
        Assert.Equal(3, from.Json.GetProperty("total_count").GetInt64());
        Assert.Equal([3, 2], to.Ids);
        Assert.True(to.Json.GetProperty("has_more").GetBoolean());
        Assert.Equal(3, to.Json.GetProperty("total_count").GetInt64());
        Assert.Equal([3], exactly.Ids);
        Assert.Equal([5, 4], finer.Ids);
        Assert.Equal([5, 4, 3], shifted.Ids);
        Assert.Empty(none.Ids);
    }

    [Fact]
    public async Task Tasks_are_filtered_by_type_state_and_target()
    {
        await CreateAsync(3);
        await _emulator.PostAsync("/configs/storage", new { url = "s3://bucket/place", credentials = new { access_key_id = "A" } });
        await _emulator.WaitForAsync("/tasks?state=failed", l => l.GetProperty("total_count").GetInt64() == 3);

        Assert.Equal([4, 3, 2, 1], (await _emulator.GetAsync("/tasks")).Ids);
        Assert.Equal([3, 2, 1], (await _emulator.GetAsync("/tasks?type=webhook_config.test&organisation=1&key=1")).Ids);
        Assert.Equal([2], (await _emulator.GetAsync("/tasks?target=2&state=failed")).Ids);
        Assert.Equal([], (await _emulator.GetAsync("/tasks?target=2&state=suspended")).Ids);
        Assert.Equal([], (await _emulator.GetAsync("/tasks?session=4")).Ids);
        Assert.Equal([4], (await _emulator.GetAsync("/tasks?limit=1")).Ids);
        Assert.Equal([], (await _emulator.GetAsync("/tasks?target=messages.sms")).Ids);
        (await _emulator.GetAsync("/tasks?state=done&key=x")).AssertRefused(400, "invalid-parameter", "state", "key");
        JsonElement task = (await _emulator.GetAsync("/tasks/1")).Json;
        Assert.Equal("list", task.GetProperty("results").GetProperty("resource").GetString());
        Assert.Equal(200, (await _emulator.GetAsync(task.GetProperty("results").GetProperty("url").GetString()!)).Status);
    }

    private async Task CreateAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(201, (await _emulator.PostAsync("/configs/webhook", new { url = "http://127.0.0.1:1/" })).Status);
        }
    }

    private static string Shift(string date) =>
        DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture)
            .ToOffset(TimeSpan.FromHours(5)).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<long> Range(int from, int to) => Enumerable.Range(0, from - to + 1).Select(i => (long)from - i);
}
