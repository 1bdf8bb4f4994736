using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Faults;

/// <summary>Many creates at once through a pipeline and a bad network. RICLOUD_CHAOS_COUNT asks for more of them; 10,000 is the full run.</summary>
[Collection(EnvironmentTests.Name)]
public sealed class CreateChaosTests(ITestOutputHelper output)
{
    private const string Address = "http://127.0.0.1:9/";

    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("RICLOUD_CHAOS_COUNT"), out int count) ? count : 200;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1) + TimeSpan.FromMilliseconds(100 * Count);

    [Fact]
    public async Task Each_config_is_made_and_returned_once_and_in_order_though_answers_are_lost()
    {
        Outcome outcome = await CreateAsync(
            Count,
            "-MaximumRetryCount 6",
            """{"kind":"drop","when":"after","probability":0.05,"seed":31}""",
            """{"kind":"drop","when":"before","probability":0.05,"seed":32}""",
            """{"kind":"status","status":503,"probability":0.05,"seed":33}""",
            """{"kind":"truncate","probability":0.02,"seed":34}""");

        outcome.Run.AssertClean();
        Assert.Empty(outcome.Run.Warnings);
        Assert.Equal(Enumerable.Range(1, Count).Select(static number => Address + number), outcome.Written.Select(static config => config.Url));
        Assert.Equal(Count, outcome.Written.Select(static config => config.Id).Distinct().Count());
        Assert.Equal(outcome.AtServer.Order(), outcome.Written.Order());
    }

    [Theory]
    [InlineData("-TimeoutSec 2", false)]
    [InlineData("-TimeoutSec 2 -RetryDeadlineSec 4", true)]
    public async Task A_config_whose_create_was_held_beyond_its_time_is_returned_or_its_address_is_named(string limits, bool isInDoubt)
    {
        Outcome outcome = await CreateAsync(Count, limits, """{"kind":"delay","ms":5000,"probability":0.01,"seed":41}""", """{"kind":"delay","ms":5000,"nth":7}""");

        HashSet<(string Id, string Url)> written = [.. outcome.Written];
        (string Id, string Url)[] unwritten = [.. outcome.AtServer.Where(config => !written.Contains(config))];
        Assert.All(outcome.Run.Errors, static error => Assert.StartsWith("CreateInDoubt,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.All(unwritten, config => Assert.Contains(
            outcome.Run.Errors.Select(static error => error.ToString()).Concat(outcome.Run.Warnings), text => text.Contains($"'{config.Url}'", StringComparison.Ordinal)));
        Assert.Equal(Count, outcome.AtServer.Select(static config => config.Url).Distinct().Count());
        Assert.Equal(Count, outcome.AtServer.Count);
        Assert.Equal(isInDoubt, outcome.Run.Errors.Count > 0);
        Assert.Equal(Count, outcome.Written.Count + outcome.Run.Errors.Count);
    }

    private async Task<Outcome> CreateAsync(int count, string limits, params string[] rules)
    {
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync();
        using var module = new ModuleRunspace();
        module.Run($"Connect-Ricloud -Url $url -Token $token -SkipTokenCheck {limits}", new Dictionary<string, object?> { ["url"] = emulator.Url.ToString(), ["token"] = emulator.Token }).AssertClean();
        string matched = string.Join(',', rules).Replace("\"kind\"", "\"method\":\"POST\",\"path\":\"/configs/webhook\",\"kind\"", StringComparison.Ordinal);
        using (StringContent content = new($"[{matched}]", Encoding.UTF8, "application/json"))
        using (HttpResponseMessage answer = await emulator.Http.PostAsync("/_emulator/faults", content, TestContext.Current.CancellationToken))
        {
            Assert.True(answer.IsSuccessStatusCode);
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        PipelineRun run = await module.Start($"1..{count} | ForEach-Object {{ '{Address}' + $_ }} | New-RicloudWebhookConfig -ThrottleLimit 16").EndAsync(Deadline);
        output.WriteLine($"{count} creates in {watch.Elapsed.TotalSeconds:0.0} s; {run.Errors.Count} errors, {run.Warnings.Count} warnings.");

        // A create that is still held at the server is made in the end.
        await UntilNothingIsPendingAsync(emulator);
        return new Outcome(run, [.. run.Output.Select(static config => (Property(config, "Id"), Property(config, "Url")))], await ListAsync(emulator));
    }

    private static async Task UntilNothingIsPendingAsync(EmulatorProcess emulator)
    {
        using var deadline = System.Threading.CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await GetAsync(emulator, "/_emulator/requests?limit=50000&method=POST")).GetProperty("data").EnumerateArray()
            .Any(static request => request.GetProperty("outcome").GetString() == "pending"))
        {
            await Task.Delay(100, deadline.Token);
        }
    }

    private static async Task<IReadOnlyList<(string Id, string Url)>> ListAsync(EmulatorProcess emulator)
    {
        List<(string Id, string Url)> all = [];
        JsonElement page;
        string cursor = string.Empty;
        do
        {
            page = await GetAsync(emulator, "/configs/webhook?limit=1000" + cursor);
            all.AddRange(page.GetProperty("data").EnumerateArray().Select(static config => (config.GetProperty("id").ToString(), config.GetProperty("url").ToString())));
            cursor = "&after_id=" + all[^1].Id;
        }
        while (page.GetProperty("has_more").GetBoolean());
        return all;
    }

    private static async Task<JsonElement> GetAsync(EmulatorProcess emulator, string path)
    {
        using JsonDocument document = JsonDocument.Parse(await emulator.Http.GetStringAsync(path, TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    private static string Property(PSObject config, string name) => System.Convert.ToString(config.Properties[name].Value, System.Globalization.CultureInfo.InvariantCulture)!;

    private sealed record Outcome(PipelineRun Run, IReadOnlyList<(string Id, string Url)> Written, IReadOnlyList<(string Id, string Url)> AtServer);
}
