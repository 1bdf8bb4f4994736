using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using PuppeteerSharp;
using PuppeteerSharp.Input;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Inspector;

/// <summary>The inspector's page, in a real browser.</summary>
public sealed class InspectorTests(Browser browser) : IAsyncLifetime
{
    private static readonly string[] Views = ["Configs", "Deliveries", "API requests", "Faults", "Picture", "Organisation"];

    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await RunningEmulator.StartAsync("--retry-delays", "0s", "--work-delay", "0s");

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task The_board_follows_a_create_a_test_a_failure_and_a_deactivation()
    {
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await page.TypeAsync("input[type=url]", _emulator.ReceiverUrl("good"));
        await page.ClickAsync("button", "Create a config");
        await page.UntilTextAsync("[aria-label=valid]", "Config 1");

        await _emulator.PostAsync("/configs/webhook/1", new { url = _emulator.ReceiverUrl("good") + "?status=500" });
        await page.UntilTextAsync("[aria-label=invalid]", "Config 1");
        await page.ClickAsync(".card", "Config 1");
        await page.UntilTextAsync("dialog", "test 2 failed: status-500");
        await page.TypeAsync("dialog input[type=url]", _emulator.ReceiverUrl("good"));
        await page.ClickAsync("dialog button", "Change URL");
        await page.UntilTextAsync("dialog", "test 3 passed");
        await page.ClickAsync("dialog button", "Deactivate");
        await page.UntilTextAsync("dialog .tag", "deactivated");

        string history = await page.TextAsync("dialog .line");
        Assert.Contains("created", history, StringComparison.Ordinal);
        Assert.Contains($"URL changed from {_emulator.ReceiverUrl("good")}?status=500", history, StringComparison.Ordinal);
        Assert.Contains("test 1 passed", history, StringComparison.Ordinal);
        await page.CloseAsync();
        await page.UntilTextAsync("[aria-label=deactivated]", "Config 1");
        Assert.DoesNotContain("Config 1", await page.TextAsync("[aria-label=valid]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_arrives_signed_and_elsewhere_if_wanted()
    {
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await EventAsync();
        await page.ShowAsync("Deliveries");
        await page.ClickAsync(".deliveries .row", "poll.completed");
        await page.ClickAsync("dialog button", "Replay");
        await page.UntilTextAsync("dialog [role=status]", "Sent again as delivery");
        await page.TypeAsync("dialog input[type=url]", _emulator.ReceiverUrl("other"));
        await page.ClickAsync("dialog button", "Replay");
        await page.UntilAsync("document.querySelectorAll('.deliveries .row').length >= 8");

        JsonElement[] first = await ReceivedAsync("inbox");
        JsonElement other = Assert.Single(await ReceivedAsync("other"));
        Assert.Equal(2, first.Count(r => Name(r) == "poll.completed"));
        Assert.All(first.Append(other), r => Assert.Equal("valid", r.GetProperty("verdict").GetString() is "unknown" ? "valid" : r.GetProperty("verdict").GetString()));
        Assert.Single(first.Where(r => Name(r) == "poll.completed").Append(other).Select(r => r.GetProperty("body").GetString()).Distinct());
    }

    [Fact]
    public async Task The_commands_it_copies_send_the_same_again()
    {
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await EventAsync();
        await page.ShowAsync("Deliveries");
        await page.ClickAsync(".deliveries .row", "poll.completed");
        await page.ClickAsync("dialog button", "Copy as PowerShell");
        await page.UntilTextAsync("dialog", "Send-RicloudEvent");
        string powerShell = await page.EvaluateAsync<string>("document.querySelector('dialog div > pre').textContent");
        await page.ClickAsync("dialog button", "Copy as curl");
        await page.UntilTextAsync("dialog", "curl -X POST");
        string curl = await page.EvaluateAsync<string>("document.querySelector('dialog div > pre').textContent");

        string id = (await ReceivedAsync("inbox"))[0].GetProperty("event").GetString()!;
        Assert.Equal($"Get-RicloudEvent '{id}' | Send-RicloudEvent '{_emulator.ReceiverUrl("inbox")}' -Secret (Get-RicloudWebhookConfig 1)", powerShell);
        Assert.Contains($"curl -X POST '{_emulator.ReceiverUrl("inbox")}/{id}'", curl, StringComparison.Ordinal);
        using Process shell = Process.Start(new ProcessStartInfo("bash", ["-c", curl]) { RedirectStandardOutput = true })!;
        Assert.SkipWhen(shell is null, "There is no bash here.");
        await shell!.WaitForExitAsync(TestContext.Current.CancellationToken);
        JsonElement[] all = await ReceivedAsync("inbox");
        Assert.Equal(2, all.Count(r => r.GetProperty("event").GetString() == id));
        Assert.Equal("valid", all[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Each_verdict_is_shown_with_its_why()
    {
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("inbox"));
        string secret = (await _emulator.GetAsync("/configs/webhook/1")).Json.GetProperty("secret").GetString()!;
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Dictionary<string, string?> headers = new()
        {
            ["mismatch"] = Sign("another", now),
            ["too old"] = Sign(secret, now - 3600),
            ["from the future"] = Sign(secret, now + 3600),
            ["malformed"] = "nonsense",
            ["missing"] = null,
        };
        foreach (string? header in headers.Values)
        {
            await _emulator.SendAsync(HttpMethod.Post, "/_emulator/receiver/inbox/x", "{}", ("Ricloud-Signature", header));
        }

        await _emulator.SendAsync(HttpMethod.Post, "/_emulator/receiver/nobody/x", "{}", ("Ricloud-Signature", Sign(secret, now)));
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await page.ShowAsync("Deliveries");
        foreach ((string verdict, string why) in new[]
        {
            ("valid", "that of config 1"), ("mismatch", "another secret, or the body was changed"), ("too old", "longer ago than a receiver allows"), ("from the future", "further ahead than a receiver allows"),
            ("malformed", "The header isn"), ("missing", "There is no Ricloud-Signature header"), ("unknown", "No config here could have sent it"),
        })
        {
            await page.ClickAsync(".deliveries .row", verdict);
            await page.UntilTextAsync("dialog", why);
            await page.CloseAsync();
        }

        static string Sign(string secret, long time) =>
            $"t={time},s={Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{{}}")))}";
    }

    [Fact]
    public async Task Faults_are_added_switched_and_counted()
    {
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await page.ShowAsync("Faults");
        await page.Page.SelectAsync("select", "status");
        await page.TypeAsync("input[placeholder='/configs/*']", "/events");
        await page.ClickAsync("button", "Add a rule");
        await page.UntilTextAsync("tbody", "1: kind status, path /events, status 503");
        Assert.Equal(503, (await _emulator.GetAsync("/events")).Status);
        await page.UntilAsync("document.querySelector('tbody td:nth-child(4)').textContent === '1'");
        await page.Page.ClickAsync("[role=switch]");
        await _emulator.WaitForAsync("/_emulator/faults", rules => !rules.GetProperty("data")[0].GetProperty("enabled").GetBoolean());
        Assert.Equal(200, (await _emulator.GetAsync("/events")).Status);
        await page.Page.ClickAsync("[role=switch]");
        await _emulator.WaitForAsync("/_emulator/faults", rules => rules.GetProperty("data")[0].GetProperty("enabled").GetBoolean());
        Assert.Equal(503, (await _emulator.GetAsync("/events")).Status);
        await page.ShowAsync("API requests");
        await page.UntilTextAsync(".requests .rows", "status (1)");
        await page.ShowAsync("Faults");
        await page.ClickAsync("tbody button", "Remove");
        await page.UntilTextAsync("tbody", "No rule: nothing fails.");
        Assert.Equal(200, (await _emulator.GetAsync("/events")).Status);
    }

    [Fact]
    public async Task Bad_days_are_rules_that_the_emulator_takes()
    {
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await page.ShowAsync("Faults");
        foreach (string day in await page.EvaluateAsync<string[]>("[...[...document.querySelectorAll('select')].at(-1).options].map(o => o.value).filter(Boolean)"))
        {
            await page.EvaluateAsync<string>($"([...document.querySelectorAll('select')].at(-1).value = {InspectorPage.Quoted(day)})");
            await page.EvaluateAsync<object>("[...document.querySelectorAll('form')].at(-1).requestSubmit()");
            await page.UntilAsync("document.querySelector('[role=switch]')");
            Assert.Equal(string.Empty, await page.TextAsync("[role=alert]"));
            await page.ClickAsync("button", "Clear");
            await page.UntilAsync("!document.querySelector('[role=switch]')");
            Assert.Contains($"| `{day}` |", await File.ReadAllTextAsync(Path.Combine(Root, "docs", "emulator.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Hostile_text_stays_text()
    {
        const string Hostile = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>'\"`${window.hit=1}\u202e";
        Assert.Equal(201, (await _emulator.PostAsync("/configs/webhook", new { url = "http://127.0.0.1:9/%3Csvg/onload=window.hit=1%3E?<svg/onload=window.hit=1>" })).Status);
        await _emulator.SendAsync(HttpMethod.Post, "/_emulator/receiver/<b>x", JsonSerializer.Serialize(new { type = Hostile, action = Hostile, data = Hostile }), ("Ricloud-Signature", Hostile[..80]), ("X-Hostile", Hostile[..80]));
        await _emulator.SendAsync(HttpMethod.Post, "/_emulator/receiver/%3Cscript%3Ewindow.hit=1%3C%2Fscript%3E", "\u0000</pre><script>window.hit=1</script>");
        await _emulator.GetAsync("/<script>window.hit=1</script>?q=<script>window.hit=1</script>");
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await page.UntilTextAsync(".board", "Config 1");
        await page.ClickAsync(".card", "Config 1");
        await page.UntilTextAsync("dialog", "created");
        await page.CloseAsync();
        await page.ShowAsync("API requests");
        await page.UntilTextAsync(".requests .rows", "<script>window.hit=1</script>");
        await page.ShowAsync("Deliveries");
        foreach (string text in new[] { "<img src=x", "<script>window.hit=1<%2F" })
        {
            await page.ClickAsync(".deliveries .row", text);
            await page.UntilTextAsync("dialog", "Headers");
            Assert.Contains("<script>window.hit=1</script>", await page.TextAsync("dialog"), StringComparison.Ordinal);
            await page.CloseAsync();
        }

        Assert.False(await page.EvaluateAsync<bool>("'hit' in window"));
        Assert.Equal(0, await page.EvaluateAsync<int>("document.querySelectorAll('main img, main script, main svg, dialog img, dialog script').length"));
    }

    /// <summary>RICLOUD_INSPECTOR_DELIVERIES asks for more of them than ten thousand, for a soak.</summary>
    [Fact]
    public async Task Ten_thousand_deliveries_scroll_with_the_elements_of_some_dozens()
    {
        const int Kept = 10_000;
        int count = int.Parse(Environment.GetEnvironmentVariable("RICLOUD_INSPECTOR_DELIVERIES") ?? "10000", System.Globalization.CultureInfo.InvariantCulture);
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await page.ShowAsync("Deliveries");
        await page.UntilTextAsync("#connection", "Live");
        await PostAsync(1, Kept);
        await page.UntilTextAsync("main", "10000 shown");
        double heap = await HeapAsync(page);
        await PostAsync(Kept + 1, count);
        await page.UntilTextAsync("main", count == Kept ? "10000 shown" : $"Older ones that aren’t kept any more: {count - Kept}.");

        await page.EvaluateAsync<object>("document.querySelector('.rows').scrollTop = 1e9");
        await page.UntilAsync("[...document.querySelectorAll('.row[aria-rowindex]')].some(r => r.getAttribute('aria-rowindex') === '10001')");
        int elements = await page.EvaluateAsync<int>("document.querySelectorAll('.deliveries .row').length");
        double frame = await page.EvaluateAsync<double>("""
            new Promise(resolve => { const rows = document.querySelector('.rows'); let n = 0; const began = performance.now();
                const step = () => { rows.scrollTop = (n * 7919) % rows.scrollHeight; ++n < 60 ? requestAnimationFrame(step) : resolve((performance.now() - began) / n); }; step(); })
            """);

        TestContext.Current.TestOutputHelper!.WriteLine($"{count} deliveries: {elements} rows as elements, {frame:0.0} ms a frame while scrolling, heap {await HeapAsync(page) / 1e6:0.0} MB (with {Kept}: {heap / 1e6:0.0} MB).");
        Assert.InRange(elements, 10, 80);
        Assert.InRange(frame, 0, 200);
        Assert.InRange(await HeapAsync(page), 0, (heap * 1.5) + 5e6);
        Assert.Equal("10001", await page.EvaluateAsync<string>("document.querySelector('[role=grid]').getAttribute('aria-rowcount')"));

        Task PostAsync(int first, int last) => Parallel.ForEachAsync(Enumerable.Range(first, last - first + 1), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken }, async (n, token) =>
        {
            using HttpResponseMessage answer = await _emulator.Http.PostAsync($"/_emulator/receiver/many/{n}", new StringContent("{}"), token);
        });

        static async Task<double> HeapAsync(InspectorPage page)
        {
            await page.Page.Client.SendAsync("HeapProfiler.collectGarbage");
            return (double)(await page.Page.MetricsAsync())["JSHeapUsedSize"];
        }
    }

    [Fact]
    public async Task What_isnt_kept_any_more_is_said()
    {
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await page.ShowAsync("Deliveries");
        string big = new('x', 900_000);
        for (int n = 0; n < 80; n++)
        {
            await _emulator.SendAsync(HttpMethod.Post, $"/_emulator/receiver/big/{n}", big);
        }

        await page.UntilTextAsync("main", "80 shown");
        await using InspectorPage later = await browser.OpenAsync(_emulator);
        await later.ShowAsync("Deliveries");
        await later.UntilTextAsync("main", "Older ones that aren’t kept any more");
        await later.ClickAsync(".deliveries .row", "/_emulator/receiver/big/79");
        await later.UntilTextAsync("dialog", "The first 16384 of 900000 bytes.");
        await later.ClickAsync("dialog button", "Show all of it");
        await later.UntilAsync("document.querySelector('dialog .pretty').textContent.length === 900000");
        await page.EvaluateAsync<object>("document.querySelector('.rows').scrollTop = 1e9");
        await page.ClickAsync(".deliveries .row", "/_emulator/receiver/big/0");
        await page.UntilTextAsync("dialog", "keep this one any more");
    }

    [Fact]
    public async Task All_of_it_can_be_done_with_the_keyboard()
    {
        await EventAsync();
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        IKeyboard keys = page.Page.Keyboard;
        await page.UntilTextAsync(".board", "Config 1");
        await TabToAsync(page, "Deliveries");
        await keys.PressAsync("Enter");
        await TabToAsync(page, ".rows");
        await keys.PressAsync("End");
        await keys.PressAsync("Home");
        await keys.PressAsync("ArrowDown");
        await page.UntilAsync("document.querySelector('.rows').getAttribute('aria-activedescendant') && document.querySelector('.row[aria-selected=true]')");
        await keys.PressAsync("Enter");
        await page.UntilTextAsync("dialog", "Signature");
        await keys.PressAsync("Escape");
        await page.UntilAsync("!document.querySelector('dialog').open && document.activeElement.className === 'rows'");
        await TabToAsync(page, "Faults");
        await keys.PressAsync("Enter");
        await TabToAsync(page, "Add a rule");
        await keys.PressAsync("Enter");
        await page.UntilAsync("document.querySelector('[role=switch]')");
        await TabToAsync(page, "[role=switch]");
        await keys.PressAsync("Space");
        await page.UntilAsync("!document.querySelector('[role=switch]').checked");
    }

    [Fact]
    public async Task The_token_is_nowhere_but_in_the_tab()
    {
        await EventAsync();
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        foreach (string view in Views)
        {
            await page.ShowAsync(view);
            Assert.DoesNotContain(_emulator.Token, await page.EvaluateAsync<string>("document.documentElement.outerHTML + [...document.querySelectorAll('input')].map(i => i.value)"), StringComparison.Ordinal);
        }

        await page.ShowAsync("Deliveries");
        await page.ClickAsync(".deliveries .row", "poll.completed");
        await page.UntilTextAsync("dialog", "Headers");
        Assert.DoesNotContain(_emulator.Token, await page.TextAsync("dialog"), StringComparison.Ordinal);
        Assert.Equal($"{_emulator.Url}/_emulator/inspector", page.Page.Url);
        Assert.Equal(string.Empty, await page.EvaluateAsync<string>("document.cookie"));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
        Assert.Empty(page.Logged);
        Assert.DoesNotContain(page.Requested, url => url.Split('#')[0].Contains(_emulator.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(_emulator.Token, _emulator.Errors, StringComparison.Ordinal);
        await page.Page.ReloadAsync();
        await page.UntilTextAsync("#connection", "Live");
    }

    [Fact]
    public async Task Without_a_token_it_asks_for_one_and_a_wrong_one_is_told()
    {
        await using InspectorPage page = await browser.OpenAsync(_emulator, $"{_emulator.Url}/_emulator/inspector");
        await page.UntilTextAsync("main", "The address had no token");
        await page.TypeAsync("input[type=password]", "wrong");
        await page.ClickAsync("button", "Go");
        await page.UntilTextAsync("main", "The emulator refuses this token.");
        await page.TypeAsync("input[type=password]", _emulator.Token);
        await page.ClickAsync("button", "Go");
        await page.UntilTextAsync("#connection", "Live");
    }

    [Fact]
    public async Task A_browser_is_opened_with_a_word_that_gets_the_token_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere no program of that name opens addresses.");
        using TemporaryFolder folder = new();
        string seen = Path.Combine(folder.Path, "seen");
        string opener = Path.Combine(folder.Path, "xdg-open");
        await File.WriteAllTextAsync(opener, $"#!/bin/sh\necho \"$@\" > '{seen}.new'\nmv '{seen}.new' '{seen}'\necho noise\n", TestContext.Current.CancellationToken);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(opener, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await using RunningEmulator opened = await RunningEmulator.StartAsync(new Dictionary<string, string> { ["PATH"] = folder.Path + ":" + Environment.GetEnvironmentVariable("PATH") }, "--open");
        var watch = Stopwatch.StartNew();
        while (!File.Exists(seen))
        {
            Assert.True(watch.Elapsed.TotalSeconds < 60, "No browser was opened.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        string address = (await File.ReadAllTextAsync(seen, TestContext.Current.CancellationToken)).Trim();
        Assert.StartsWith(opened.Url + "/_emulator/inspector#code=", address, StringComparison.Ordinal);
        Assert.DoesNotContain(opened.Token, address, StringComparison.Ordinal);
        await using InspectorPage page = await browser.OpenAsync(opened, address);
        await page.UntilTextAsync("#connection", "Live");
        Assert.Equal(401, (await opened.PostAsync("/_emulator/inspector/token", new { code = address.Split('=')[1] })).Status);
    }

    [Fact]
    public async Task The_inspector_of_a_receiver_shows_what_that_tells_and_nothing_else()
    {
        await using RunningEmulator inspector = await RunningEmulator.StartAsync("--inspect-receiver");
        string entry = JsonDocument.Parse(inspector.ReadyLine).RootElement.GetProperty("inspector").GetString()!;
        await using InspectorPage page = await browser.OpenAsync(inspector, entry);
        await page.UntilTextAsync("#connection", "Live");
        Answer told = await inspector.PostAsync("/_emulator/received", new
        {
            url = "http://127.0.0.1:8080/hooks/1",
            verdict = "mismatch",
            outcome = "refused",
            status = 401,
            error = "SignatureRefused",
            signature = "t=1,s=AAAA",
            headers = "Content-Type: application/json\n",
            body = Convert.ToBase64String("{\"x\":1}"u8),
            answer = "The signature matches none of the secrets.",
            microseconds = 1500,
        });
        await page.ClickAsync(".deliveries .row", "SignatureRefused");
        await page.UntilTextAsync("dialog", "The signature matches none of the secrets.");

        Assert.Equal(204, told.Status);
        Assert.Equal("Deliveries,Picture", await page.EvaluateAsync<string>("[...document.querySelectorAll('nav button')].map(b => b.textContent).join()"));
        Assert.Contains("\"x\": 1", await page.TextAsync("dialog .pretty"), StringComparison.Ordinal);
        (await inspector.PostAsync("/_emulator/received", new { url = "x", verdict = "valid", outcome = "else", body = "*" })).AssertRefused(400, "invalid-parameter", "outcome", "body");
        Assert.Equal(404, (await _emulator.PostAsync("/_emulator/received", new { url = "x", verdict = "valid", outcome = "accepted" })).Status);
    }

    [Fact]
    public async Task More_than_a_page_of_everything_is_shown_or_said()
    {
        for (int n = 0; n < 120; n++)
        {
            Assert.Equal(201, (await _emulator.PostAsync("/configs/webhook", new { url = "http://127.0.0.1:9/" + n })).Status);
            Assert.Equal(201, (await _emulator.PostAsync("/keys", new { })).Status);
        }

        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await page.UntilAsync("document.querySelectorAll('.card').length === 120");
        Assert.Equal(string.Empty, await page.TextAsync("[role=alert]"));
        await page.ShowAsync("Organisation");
        await page.UntilTextAsync("main", "100 of 121 shown");
    }

    [Fact]
    public async Task A_poll_can_be_played_and_the_picture_and_the_lists_show_it()
    {
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("inbox"));
        await _emulator.PostAsync("/organisation", new { webhook_config_default = 1 });
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await page.ShowAsync("Organisation");
        await page.ClickAsync("button", "Play a poll");
        await page.UntilTextAsync("main", "Poll 1 has run.");
        await page.UntilTextAsync("main", "completed");
        await page.ShowAsync("Picture");
        await page.UntilAsync("document.querySelectorAll('svg rect.accepted').length > 0 && document.querySelector('polyline.p95')");
        await page.ShowAsync("Deliveries");
        await page.UntilTextAsync(".deliveries .rows", "poll.completed");
        await page.TypeAsync("input[type=search]", "task.failed");
        await page.UntilAsync("[...document.querySelectorAll('.deliveries .row')].length > 0 && [...document.querySelectorAll('.deliveries .row')].every(r => r.textContent.includes('task.failed'))");
    }

    [Fact]
    public async Task An_emulator_that_was_started_anew_is_followed_on()
    {
        await using InspectorPage page = await browser.OpenAsync(_emulator);
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("first"));
        await page.UntilTextAsync("[aria-label=valid]", "Config 1");
        string port = new Uri(_emulator.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string token = _emulator.Token;
        await _emulator.KillAsync();
        await page.UntilTextAsync("#connection", "away");
        await using RunningEmulator second = await RunningEmulator.StartAsync("--port", port, "--token", token);

        await second.CreateTestedAsync(second.ReceiverUrl("second"));
        await page.UntilTextAsync("#connection", "Live");
        await page.UntilTextAsync("[aria-label=valid]", "/second");
        await page.ShowAsync("Deliveries");
        await page.UntilTextAsync(".deliveries .rows", "/second/");
    }

    /// <summary>With RICLOUD_UPDATE_PICTURES=1 each view is written to <c>docs</c>, as README shows it.</summary>
    [Fact]
    public async Task Each_view_has_something_to_show()
    {
        bool updates = Environment.GetEnvironmentVariable("RICLOUD_UPDATE_PICTURES") == "1";
        await EventAsync();
        await _emulator.CreateTestedAsync("http://127.0.0.1:9/orders");
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("billing"));
        await _emulator.PostAsync("/configs/webhook/3", new { state = "deactivated" });
        await _emulator.SendAsync(HttpMethod.Post, "/_emulator/receiver/inbox/x", "{}", ("Ricloud-Signature", "t=1,s=AAAA"));
        await _emulator.PostAsync("/_emulator/faults", new { kind = "delay", ms = 5, path = "/tasks*" });
        await using InspectorPage page = await browser.OpenAsync(_emulator, width: 1100, height: 620);
        await page.ShowAsync("Organisation");
        await page.ClickAsync("button", "Play a poll");
        await page.UntilTextAsync("main", "Poll 1 has run.");
        await _emulator.PostAsync("/_emulator/events", new { scenario = "poll-with-failure", pause = 0 });
        await _emulator.GetAsync("/tasks");
        foreach ((string view, string seen) in Views.Zip(["Config 3", "poll.completed", "delay (1)", "delay", "p95", "inspector"]))
        {
            await page.ShowAsync(view);
            await page.UntilTextAsync("main", seen);
            byte[] picture = await page.Page.ScreenshotDataAsync();
            Assert.True(picture.Length > 10_000);
            if (updates)
            {
                await File.WriteAllBytesAsync(Path.Combine(Root, "docs", $"inspector-{view.Split(' ')[^1].ToLowerInvariant()}.png"), picture, TestContext.Current.CancellationToken);
            }
        }

        await page.ShowAsync("Deliveries");
        await page.ClickAsync(".deliveries .row", "poll.completed");
        await page.UntilTextAsync("dialog", "Signature");
        if (updates)
        {
            await File.WriteAllBytesAsync(Path.Combine(Root, "docs", "inspector-delivery.png"), await page.Page.ScreenshotDataAsync(), TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData(360, 740, "light")]
    [InlineData(1920, 1080, "dark")]
    public async Task It_fits_and_is_accessible(int width, int height, string scheme)
    {
        await EventAsync();
        await _emulator.PostAsync("/_emulator/faults", new { kind = "delay", ms = 1, path = "/nothing" });
        await using InspectorPage page = await browser.OpenAsync(_emulator, width: width, height: height);
        await page.Page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
        string axe = new BundledAxeScriptProvider().GetScript();
        foreach (string view in Views)
        {
            await page.ShowAsync(view);
            await page.UntilTextAsync("main h2", view);
            await page.UntilTextAsync("#connection", "Live");
            await CheckAsync(page, axe, view);
        }

        await page.ShowAsync("Deliveries");
        await page.ClickAsync(".deliveries .row", "poll.completed");
        await page.UntilTextAsync("dialog", "Signature");
        await CheckAsync(page, axe, "a delivery");
    }

    [Fact]
    public async Task Other_origins_names_and_frames_get_nothing()
    {
        Answer page = await _emulator.SendAsync(HttpMethod.Get, "/_emulator/inspector", null, ("Authorization", string.Empty));
        Answer rebound = await _emulator.SendAsync(HttpMethod.Get, "/_emulator/inspector", null, ("Host", "evil.example"));
        Answer foreign = await _emulator.SendAsync(HttpMethod.Post, "/_emulator/faults", "[]", ("Origin", "http://127.0.0.1:1"));
        Answer opaque = await _emulator.SendAsync(HttpMethod.Post, "/_emulator/faults", "[]", ("Origin", "null"));
        Answer own = await _emulator.SendAsync(HttpMethod.Post, "/_emulator/faults", "[]", ("Origin", _emulator.Url));
        Answer ownWithoutToken = await _emulator.SendAsync(HttpMethod.Post, "/_emulator/faults", "[]", ("Origin", _emulator.Url), ("Authorization", string.Empty));
        using HttpResponseMessage answer = await _emulator.Http.GetAsync("/_emulator/inspector", TestContext.Current.CancellationToken);

        Assert.Equal([200, 403, 403, 403, 201, 401], new[] { page, rebound, foreign, opaque, own, ownWithoutToken }.Select(a => a.Status));
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(404, (await _emulator.GetAsync("/_emulator/inspector/..%2Fsecrets")).Status);
    }

    private static string Root { get; } = typeof(InspectorTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "RepositoryRoot").Value!;

    private static async Task CheckAsync(InspectorPage page, string axe, string what)
    {
        await page.Page.EvaluateExpressionAsync(axe);
        string problems = await page.EvaluateAsync<string>("axe.run().then(r => JSON.stringify(r.violations.map(v => [v.id, v.help, v.nodes.map(n => n.html)])))");
        Assert.True(problems == "[]", $"{what}: {problems}");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{what} is wider than the window.");
    }

    /// <summary>Presses Tab until the focus is on what has this text, or fits this selector.</summary>
    private static async Task TabToAsync(InspectorPage page, string where)
    {
        string wanted = InspectorPage.Quoted(where);
        string test = where[0] is '.' or '[' ? $"document.activeElement.matches({wanted})" : $"document.activeElement.textContent === {wanted}";
        for (int i = 0; i < 60; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(test))
            {
                return;
            }
        }

        Assert.Fail($"Tab doesn't lead to {where}, but to {await page.EvaluateAsync<string>("document.activeElement.outerHTML")}.");
    }

    /// <summary>Config 1 is the default, and has had its test and one event.</summary>
    private async Task EventAsync()
    {
        await _emulator.CreateTestedAsync(_emulator.ReceiverUrl("inbox"));
        await _emulator.PostAsync("/organisation", new { webhook_config_default = 1 });
        await _emulator.PostAsync("/_emulator/events", new { template = "poll.completed" });
        await _emulator.WaitForAsync("/events?type=poll&state=delivered", list => list.GetProperty("total_count").GetInt32() == 1);
    }

    private async Task<JsonElement[]> ReceivedAsync(string name) => [.. (await _emulator.GetAsync("/_emulator/receiver/" + name)).Json.GetProperty("data").EnumerateArray()];

    private static string Name(JsonElement received)
    {
        using JsonDocument body = JsonDocument.Parse(received.GetProperty("body").GetString()!);
        return body.RootElement.GetProperty("type").GetString() + "." + body.RootElement.GetProperty("action").GetString();
    }
}
