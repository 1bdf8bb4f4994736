using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>Restore-RicloudEvent against the real emulator, whose receiver judges each signature.</summary>
public sealed class RestoreEventTests : IAsyncLifetime
{
    private readonly ModuleRunspace _module = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-restore-");
    private EmulatorProcess _emulator = null!;

    private string Journal => Path.Combine(_folder.FullName, "journal.jsonl");

    // Events with nobody to go to have failed at once. Then the organisation gets a default, and key 2 a config of its own.
    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorProcess.StartAsync("--retry-delays", "0s");
        Run("Connect-Ricloud -Url $url -Token $token; $null = New-RicloudKey").AssertClean();
        await MakeAsync(5, 1);
        await MakeAsync(2, 2);
        Run("$null = New-RicloudWebhookConfig \"$url/_emulator/receiver/all\", \"$url/_emulator/receiver/own\" -Wait; $null = Set-RicloudOrganisation 1; $null = Set-RicloudKey 2 -WebhookConfig 2").AssertClean();
    }

    public async ValueTask DisposeAsync()
    {
        _module.Dispose();
        await _emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Each_goes_once_to_where_it_would_have_gone_the_oldest_first_and_signed()
    {
        PipelineRun run = Run("Restore-RicloudEvent -Type poll").AssertClean();

        Assert.Equal(["sent", "sent", "sent", "sent", "sent", "sent", "sent"], Values(run, "Outcome"));
        Assert.Equal(["default", "default", "default", "default", "default", "key", "key"], Values(run, "Rule"));
        Assert.Equal([1L, 1L, 1L, 1L, 1L, 2L, 2L], Values(run, "WebhookConfig"));
        Assert.Equal(Enumerable.Range(1, 7).Select(n => "n" + n), Received("all").Concat(Received("own")).Select(d => Body(d).GetProperty("data").GetProperty("identifier").GetString()));
        Assert.All(Received("all").Concat(Received("own")), delivery => Assert.Equal("valid", delivery.GetProperty("verdict").GetString()));
        Assert.Equal("Restored: 7 sent.", Assert.Single(run.Information).ToString());
    }

    [Fact]
    public void A_plan_says_where_to_and_why_and_sends_and_writes_nothing()
    {
        PipelineRun run = Run($"Restore-RicloudEvent -Type poll -WhatIf -Journal {Journal}").AssertClean();

        Assert.All(Values(run, "Outcome"), outcome => Assert.Equal("planned", outcome));
        Assert.Equal("It is failed after 0 retries.", run.Output[0].Properties["Reason"].Value);
        Assert.EndsWith("/_emulator/receiver/all", (string)run.Output[0].Properties["Url"].Value, StringComparison.Ordinal);
        Assert.Empty(Received("all"));
        Assert.False(File.Exists(Journal));
    }

    [Fact]
    public void A_journal_lets_another_run_go_on_and_has_no_secret_and_is_its_owners()
    {
        Run($"$n = 0; try {{ Restore-RicloudEvent -Type poll -Journal {Journal} | ForEach-Object {{ if (++$n -eq 3) {{ throw 'enough' }} }} }} catch {{ }}");
        File.AppendAllText(Journal, "{\"id\":\"cut off");
        int first = Received("all").Length;
        PipelineRun second = Run($"Restore-RicloudEvent -Type poll -Journal {Journal} -ThrottleLimit 4").AssertClean();
        PipelineRun third = Run($"Restore-RicloudEvent -Type poll -Journal {Journal}").AssertClean();

        Assert.InRange(first, 3, 4);
        Assert.Equal(7 - first, second.Output.Count);
        Assert.Empty(third.Output);
        Assert.Equal("There is nothing to restore. Done before, as the journal has it: 7.", Assert.Single(third.Information).ToString());
        Assert.Equal(7, Received("all").Length + Received("own").Length);
        string[] lines = File.ReadAllLines(Journal);
        Assert.Equal(8, lines.Length);
        Assert.All(Secrets(), secret => Assert.DoesNotContain(secret, string.Join('\n', lines), StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Journal));
        }
    }

    [Fact]
    public void What_is_refused_is_an_outcome_stays_in_the_journal_and_is_tried_again_when_asked()
    {
        Run("$null = Set-RicloudWebhookConfig 1 -Url \"$url/_emulator/receiver/bad?status=500\" -Force -Wait -WarningAction SilentlyContinue").AssertClean();

        PipelineRun run = Run($"Restore-RicloudEvent -Type poll -Journal {Journal}").AssertClean();
        PipelineRun again = Run($"Restore-RicloudEvent -Type poll -Journal {Journal}").AssertClean();
        Run("$null = Set-RicloudWebhookConfig 1 -Url \"$url/_emulator/receiver/all\" -Force -Wait -WarningAction SilentlyContinue").AssertClean();
        PipelineRun retried = Run($"Restore-RicloudEvent -Type poll -Journal {Journal} -RetryRefused").AssertClean();

        Assert.Equal(["refused", "refused", "refused", "refused", "refused", "sent", "sent"], Values(run, "Outcome"));
        Assert.Equal(500, run.Output[0].Properties["StatusCode"].Value);
        Assert.StartsWith("The receiver answered 500", (string)run.Output[0].Properties["Reason"].Value, StringComparison.Ordinal);
        Assert.Equal("Events that were not taken: 5. Outcome and Reason of each say why. Those refused are tried again with -RetryRefused.", Assert.Single(run.Warnings));
        Assert.Empty(again.Output);
        Assert.Equal(Enumerable.Repeat("sent", 5), Values(retried, "Outcome"));
        Assert.Equal(5, Received("all").Length);
    }

    [Fact]
    public void Nothing_goes_to_what_is_switched_off_or_to_nobody_and_a_dead_address_is_tried_again()
    {
        Run("$null = Set-RicloudWebhookConfig 2 -State deactivated -Force -WarningAction SilentlyContinue; $null = Set-RicloudOrganisation -NoDefaultWebhookConfig").AssertClean();
        PipelineRun nowhere = Run($"Restore-RicloudEvent -Type poll -Journal {Journal}").AssertClean();
        PipelineRun dead = Run($"Restore-RicloudEvent -Type poll -Journal {Journal} -To http://127.0.0.1:9/x -Secret s").AssertClean();
        PipelineRun sent = Run($"Restore-RicloudEvent -Type poll -Journal {Journal} -To 1").AssertClean();

        Assert.All(Values(nowhere, "Outcome"), outcome => Assert.Equal("nowhere", outcome));
        Assert.Equal("Neither key 1 nor the organisation has a webhook config for it.", nowhere.Output[0].Properties["Reason"].Value);
        Assert.Equal("Webhook config 2 is deactivated.", nowhere.Output[^1].Properties["Reason"].Value);
        Assert.All(Values(dead, "Outcome"), outcome => Assert.Equal("failed", outcome));
        Assert.Equal(7, sent.Output.Count);
        Assert.All(Values(sent, "Rule"), rule => Assert.Equal("given", rule));
        Assert.Equal(7, Received("all").Length);
    }

    [Theory]
    [InlineData("Get-RicloudEvent -Type poll -First 2 | Restore-RicloudEvent", 2)]
    [InlineData("$e = Get-RicloudEvent -Type poll -First 1; $e, $e.Id, \"$($e.Id)\" | Restore-RicloudEvent", 1)]
    [InlineData("Restore-RicloudEvent -Id (Get-RicloudEvent -Type poll -First 3).Id -To \"$url/_emulator/receiver/all\" -ThrottleLimit 3", 3)]
    [InlineData("Restore-RicloudEvent -Type poll -Action completed -Since 2020-01-01", 7)]
    [InlineData("Restore-RicloudEvent -Type poll -Until 2020-01-01", 0)]
    [InlineData("Restore-RicloudEvent -Action test", 0)]
    public void It_takes_what_people_have(string script, int count)
    {
        PipelineRun run = Run(script).AssertClean();

        Assert.Equal(Enumerable.Repeat("sent", count), Values(run, "Outcome"));
        Assert.Equal(count, Received("all").Length + Received("own").Length);
    }

    [Theory]
    [InlineData("Restore-RicloudEvent -To https://example.com/x", "TargetWithoutSecret")]
    [InlineData("Restore-RicloudEvent -To ftp://example.com", "InvalidUrl")]
    [InlineData("Restore-RicloudEvent -To (Get-RicloudKey 1)", "InvalidUrl")]
    [InlineData("Restore-RicloudEvent -To 99", "NotFound")]
    [InlineData("Restore-RicloudEvent -Secret s", "TargetMissing")]
    [InlineData("Restore-RicloudEvent -Journal $other", "JournalUnusable")]
    [InlineData("Restore-RicloudEvent -Journal $folder", "JournalUnusable")]
    public void What_is_wrong_is_said_before_anything_is_sent(string script, string id)
    {
        string other = Path.Combine(_folder.FullName, "other.txt");
        File.WriteAllText(other, "{\"mine\": 1}\nmine\n");

        Run(script, ("other", other), ("folder", _folder.FullName)).AssertError(id);

        Assert.Empty(Received("all"));
        Assert.Equal("{\"mine\": 1}\nmine\n", File.ReadAllText(other));
    }

    [Fact]
    public void A_journal_has_one_writer()
    {
        using FileStream held = new(Journal + ".lock", FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Run($"Restore-RicloudEvent -Journal {Journal}").AssertError("JournalUnusable");
    }

    [Fact]
    public async Task A_thousand_and_more_are_counted_and_sent_page_by_page()
    {
        Run("$null = Set-RicloudOrganisation -NoDefaultWebhookConfig").AssertClean();
        await MakeAsync(1100, 1, "session", "expired");
        Run("$null = Set-RicloudOrganisation 1").AssertClean();

        PipelineRun run = Run("Restore-RicloudEvent -Type session -ThrottleLimit 16").AssertClean();

        Assert.Equal(1100, run.Output.Count);
        Assert.Equal(1100, run.Output.Select(o => o.Properties["Id"].Value).Distinct().Count());
        Assert.True(run.Output.Zip(run.Output.Skip(1)).All(pair => (DateTime)pair.First.Properties["DateCreated"].Value <= (DateTime)pair.Second.Properties["DateCreated"].Value));
    }

    private async Task MakeAsync(int count, int key, string type = "poll", string action = "completed")
    {
        for (int i = 0; i < count; i++)
        {
            using HttpResponseMessage response = await _emulator.Http.PostAsJsonAsync(
                "/_emulator/events", new { type, action, data = new { id = i, key, identifier = "n" + (i + (key == 2 ? 6 : 1)) } });
            Assert.True(response.IsSuccessStatusCode);
        }
    }

    /// <summary>What the emulator's own receiver got of polls, the oldest first.</summary>
    private JsonElement[] Received(string name)
    {
        using HttpResponseMessage response = _emulator.Http.Send(new HttpRequestMessage(HttpMethod.Get, "/_emulator/receiver/" + name));
        using JsonDocument body = JsonDocument.Parse(response.Content.ReadAsStream());
        return [.. body.RootElement.GetProperty("data").EnumerateArray().Select(d => d.Clone()).Where(d => Body(d).GetProperty("type").GetString() == "poll").Reverse()];
    }

    private static JsonElement Body(JsonElement delivery)
    {
        using JsonDocument body = JsonDocument.Parse(delivery.GetProperty("body").GetString()!);
        return body.RootElement.Clone();
    }

    private IEnumerable<string> Secrets() => Run("(Get-RicloudWebhookConfig).Secret.Reveal(); $token").Output.Select(o => o.ToString());

    private static IEnumerable<object?> Values(PipelineRun run, string name) => run.Output.Select(o => o.Properties[name].Value);

    private PipelineRun Run(string script, params (string Name, object? Value)[] variables) => _module.Run(script, variables
        .Append(("url", _emulator.Url.ToString().TrimEnd('/'))).Append(("token", _emulator.Token)).ToDictionary(v => v.Item1, v => v.Item2));
}
