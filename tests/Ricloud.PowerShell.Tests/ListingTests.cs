using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

public sealed class ListingTests
{
    [Fact]
    public async Task All_pages_are_read_by_cursor_only_as_they_are_wanted()
    {
        await using StubScene scene = Pages(("9", "8"), ("7", "6"), ("5", "4"));

        Assert.Equal(["9", "8", "7", "6", "5", "4"], Ids(scene.Run("Get-RicloudWebhookConfig").AssertClean()));
        Assert.Equal(
            ["/configs/webhook?limit=1000", "/configs/webhook?limit=1000&after_id=8", "/configs/webhook?limit=1000&after_id=6"],
            scene.Api.Requests.Select(r => r.Target));
    }

    [Theory]
    [InlineData("-First 1", "/configs/webhook?limit=1", "9")]
    [InlineData("-First 1 -Skip 1", "/configs/webhook?limit=2", "8")]
    [InlineData("| ForEach-Object { $_; break }", "/configs/webhook?limit=1000", "9")]
    public async Task No_more_is_asked_for_than_is_needed(string arguments, string target, string id)
    {
        await using StubScene scene = Pages(("9", "8"), ("7", "6"));

        Assert.Equal([id], Ids(scene.Run("Get-RicloudWebhookConfig " + arguments)));
        Assert.Equal(target, Assert.Single(scene.Api.Requests).Target);
    }

    [Theory]
    [InlineData("Get-RicloudTask -Type")]
    [InlineData("Get-RicloudEvent -Type")]
    [InlineData("Get-RicloudEvent -Action")]
    public async Task Half_a_character_in_a_filter_is_refused_before_anything_is_sent(string command)
    {
        await using StubScene scene = Pages(("9", "8"));

        PipelineRun run = scene.Run(command + " ('a' + [char]0xD83D)");

        Assert.Contains("half a character", run.AssertError("ParameterArgumentValidationError").Exception.Message, StringComparison.Ordinal);
        Assert.Empty(scene.Api.Requests);
    }

    [Fact]
    public async Task First_across_pages_stops_where_it_is_reached()
    {
        await using StubScene scene = Pages(("9", "8"), ("7", "6"), ("5", "4"));

        Assert.Equal(["8", "7"], Ids(scene.Run("Get-RicloudWebhookConfig -First 2 -Skip 1").AssertClean()));
        Assert.Equal(2, scene.Api.Requests.Count);
    }

    [Fact]
    public async Task The_total_count_comes_first()
    {
        await using StubScene scene = Pages(("9", "8"), ("7", "6"));

        PipelineRun run = scene.Run("Get-RicloudWebhookConfig -First 1 -IncludeTotalCount").AssertClean();

        Assert.Equal(2UL, run.Output[0].BaseObject);
        Assert.Equal(1.0, run.Output[0].Properties["Accuracy"].Value);
        Assert.Equal(2, run.Output.Count);
        Assert.Single(scene.Api.Requests);
    }

    [Fact]
    public async Task A_count_that_only_all_pages_would_tell_is_said_to_be_unknown()
    {
        await using StubScene scene = Pages(("9", "8"), ("7", "6"));

        PipelineRun run = scene.Run("Get-RicloudWebhookConfig -Url *7 -IncludeTotalCount").AssertClean();

        Assert.Equal(0.0, run.Output[0].Properties["Accuracy"].Value);
        Assert.Equal(7L, run.Output[1].Properties["Id"].Value);
    }

    [Fact]
    public async Task Several_states_give_each_config_once_and_newest_first()
    {
        await using var scene = new StubScene(r => StubAnswer.Json(200, r.Query.Contains("state=valid", StringComparison.Ordinal)
            ? StubScene.List(false, At("10", 9), At("8", 7), At("3", 1))
            : StubScene.List(false, At("9", 8), At("8", 7), At("4", 1), At("2", 0))));

        PipelineRun run = scene.Run("Get-RicloudWebhookConfig -State VALID, deactivated, Valid -IncludeTotalCount").AssertClean();

        Assert.Equal(["10", "9", "8", "4", "3", "2"], Ids(run, skip: 1));
        Assert.Equal(["/configs/webhook?limit=1000&state=valid", "/configs/webhook?limit=1000&state=deactivated"], scene.Api.Requests.Take(2).Select(r => r.Target));
    }

    [Fact]
    public async Task One_state_is_asked_of_the_server()
    {
        await using StubScene scene = Pages(("9", "8"));

        scene.Run("Get-RicloudWebhookConfig -State Deactivated -First 5").AssertClean();
        scene.Run("Get-RicloudWebhookConfig -State gone").AssertError("ParameterArgumentValidationError");

        Assert.Equal("/configs/webhook?limit=5&state=deactivated", Assert.Single(scene.Api.Requests).Target);
    }

    [Fact]
    public async Task Dates_go_to_the_server_in_UTC_and_are_checked_again()
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(200, StubScene.List(false, At("9", 20), At("8", 7), At("7", 2))));

        PipelineRun run = scene.Run(
            "Get-RicloudWebhookConfig -CreatedAfter $after -CreatedBefore '2026-01-02T12:00:00+02:00'",
            ("after", new DateTimeOffset(2026, 1, 2, 6, 0, 0, TimeSpan.FromHours(1)).LocalDateTime)).AssertClean();

        Assert.Equal(["8"], Ids(run));
        string query = Uri.UnescapeDataString(Assert.Single(scene.Api.Requests).Query);
        Assert.Contains("date_created[gte]=2026-01-02T05:00:00", query, StringComparison.Ordinal);
        Assert.Contains("date_created[lte]=2026-01-02T10:00:00", query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_fails_half_way_gives_what_came_and_one_error()
    {
        await using var scene = new StubScene(r => r.Query.Contains("after_id", StringComparison.Ordinal)
            ? StubAnswer.Json(403, """{"error": "missing-scope", "message": "No."}""")
            : StubAnswer.Json(200, StubScene.List(true, StubScene.Config("9"))));

        PipelineRun run = scene.Run("Get-RicloudWebhookConfig");

        Assert.Equal(["9"], Ids(run));
        run.AssertError("Forbidden");
    }

    [Fact]
    public async Task The_next_page_is_asked_for_while_the_last_one_goes_out_and_not_sooner()
    {
        using var asked = new ManualResetEventSlim();
        await using var scene = new StubScene(r =>
        {
            if (r.Query.Contains("after_id", StringComparison.Ordinal))
            {
                asked.Set();
                return StubAnswer.Json(200, StubScene.List(false, StubScene.Config("5")));
            }

            return StubAnswer.Json(200, StubScene.List(true, StubScene.Config("9"), StubScene.Config("8"), StubScene.Config("7"), StubScene.Config("6")));
        });

        PipelineRun run = scene.Run(
            "Get-RicloudWebhookConfig | ForEach-Object { if ($_.Id -eq '6') { $asked.Wait(30000) } else { $asked.IsSet } }",
            ("asked", asked)).AssertClean();

        // Of the third nobody can tell: the request may be on its way already.
        Assert.Equal([false, false], run.OutputOf<bool>().Take(2));
        Assert.Equal([true, true], run.OutputOf<bool>().Skip(3));
    }

    [Fact]
    public async Task Objects_go_out_before_the_next_page_has_come()
    {
        var released = new TaskCompletionSource();
        await using var scene = new StubScene(r => r.Query.Contains("after_id", StringComparison.Ordinal)
            ? StubAnswer.Json(200, StubScene.List(false, StubScene.Config("7"))).HeldUntil(released.Task)
            : StubAnswer.Json(200, StubScene.List(true, StubScene.Config("9"), StubScene.Config("8"))));

        // Only what the first page gives lets the second one come.
        PipelineRun run = scene.Run(
            "Get-RicloudWebhookConfig | ForEach-Object { if ($_.Id -eq '8') { $released.SetResult() }; $_ }", ("released", released));

        Assert.Equal(["9", "8", "7"], Ids(run.AssertClean()));
    }

    [Fact]
    public async Task A_page_that_nobody_waits_for_any_more_does_no_harm()
    {
        await using var scene = new StubScene(r => r.Query.Contains("after_id", StringComparison.Ordinal)
            ? StubAnswer.Drop
            : StubAnswer.Json(200, StubScene.List(true, StubScene.Config("9"), StubScene.Config("8"))));

        PipelineRun run = scene.Run("foreach ($try in 1..20) { do { Get-RicloudWebhookConfig | ForEach-Object { if ($_.Id -eq '8') { $_; break } } } while ($false) }");

        Assert.Equal(20, run.AssertClean().Output.Count);
    }

    [Fact]
    public async Task A_filter_of_our_own_with_First_asks_for_no_page_ahead()
    {
        await using StubScene scene = Pages(("9", "8"), ("7", "6"));

        Assert.Equal(["8"], Ids(scene.Run("Get-RicloudWebhookConfig -Url *8 -First 1").AssertClean()));
        Assert.Single(scene.Api.Requests);
    }

    private static StubScene Pages(params (string, string)[] pages) => new(request =>
    {
        string cursor = request.Query.Split("after_id=") is { Length: 2 } parts ? parts[1] : string.Empty;
        int page = cursor.Length == 0 ? 0 : Array.FindIndex(pages, p => p.Item2 == cursor || p.Item1 == cursor) + 1;
        return StubAnswer.Json(200, page >= pages.Length
            ? StubScene.List(false)
            : StubScene.List(page < pages.Length - 1, StubScene.Config(pages[page].Item1), StubScene.Config(pages[page].Item2)));
    });

    private static string At(string id, int hour) => StubScene.Config(id, date: $"2026-01-02T{hour:00}:00:00Z");

    private static IEnumerable<object?> Ids(PipelineRun run, int skip = 0) => run.Output.Skip(skip).Select(o => Convert.ToString(o.Properties["Id"].Value, CultureInfo.InvariantCulture));
}
