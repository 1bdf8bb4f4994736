using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

/// <summary>The tables that the emulator goes by, what it answers, and what its page says, are the same.</summary>
public sealed class ReferenceTests
{
    private const string Begin = "<!-- Printed by ricloud-emulator --reference. -->\n";
    private static readonly string[] All = ["*"];
    private static readonly string Page = Path.Combine(Path.GetDirectoryName(RunningEmulator.Executable)!, "..", "..", "docs", "emulator.md");

    /// <summary>With RICLOUD_UPDATE_HELP the page is brought up to date.</summary>
    [Fact]
    public async Task The_page_has_what_the_emulator_prints()
    {
        string printed = await ReadAsync();
        string page = await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);
        int start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        if (Environment.GetEnvironmentVariable("RICLOUD_UPDATE_HELP") is not null)
        {
            await File.WriteAllTextAsync(Page, page[..start] + printed, TestContext.Current.CancellationToken);
        }

        Assert.True(start >= Begin.Length);
        Assert.Equal(printed, page[start..]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_resource_is_answered_with_the_attributes_of_its_table_and_no_others(bool asDocumented)
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync(["--work-delay=10ms", .. asDocumented ? ["--documented-shapes"] : Array.Empty<string>()]);
        await emulator.CreateStorageAsync();
        await emulator.CreateTestedAsync(emulator.ReceiverUrl("reference"));
        Answer session = await emulator.CreateSessionAsync("reference");
        await emulator.PostAsync("/subscriptions", new { session = session.Id, poll_payload = new { info_types = All } });
        await emulator.WaitForAsync("/polls?state=completed", page => page.GetProperty("total_count").GetInt32() > 0);
        Dictionary<string, Table> tables = Tables(await ReadAsync());
        Assert.Equal(13, tables.Count);

        foreach ((string path, Table table) in tables)
        {
            Answer answer = await emulator.GetAsync(path);
            JsonElement one = path == "/organisation" ? answer.Json : answer.Json.GetProperty("data")[0];
            Assert.True(
                table.Attributes.Where(row => !row.What.Contains("in no answer", StringComparison.Ordinal)).Select(row => row.Name).SequenceEqual(one.EnumerateObject().Select(p => p.Name)),
                $"{path} answers {one}");
            Assert.All(one.EnumerateObject().Where(attribute => attribute.Name != "resource"), attribute => AssertIs(table.Attributes.First(row => row.Name == attribute.Name).What, attribute.Value, $"{path} {attribute}"));
            Assert.Equal(table.Name == "permission" && !asDocumented ? "permissions" : table.Name, one.GetProperty("resource").GetString());
            if (path != "/organisation")
            {
                await AssertFiltersAsync(emulator, path, table);
            }
        }
    }

    [Fact]
    public async Task What_a_create_requires_is_what_its_table_requires()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        foreach ((string path, Table table) in Tables(await ReadAsync()))
        {
            string[] required = [.. table.Attributes.Where(row => row.GivenIn.StartsWith("create, required", StringComparison.Ordinal)).Select(row => row.Name)];
            if (required.Length > 0)
            {
                (await emulator.PostAsync(path, new { })).AssertRefused(400, "invalid-parameter", required);
            }
        }
    }

    [Fact]
    public async Task Every_route_of_the_page_is_there_and_any_other_method_is_refused()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        (string Method, string Path)[] routes = [.. Regex.Matches(await ReadAsync(), @"^\| `(?<method>[A-Z]+) (?<path>/\S*)` \| [DCA] \|$", RegexOptions.Multiline)
            .Select(match => (match.Groups["method"].Value, match.Groups["path"].Value))];
        Assert.True(routes.Length > 50);

        foreach (IGrouping<string, string> route in routes.GroupBy(route => route.Path, route => route.Method))
        {
            string path = route.Key.Replace("{id}", "999", StringComparison.Ordinal);
            foreach (string method in (string[])["GET", "POST", "DELETE", "PUT"])
            {
                Answer answer = await emulator.SendAsync(new HttpMethod(method), path, method == "POST" ? "{}" : null);
                Assert.True(route.Contains(method) == answer.Status is not 405, $"{method} {path} answered {answer.Status} {answer.Text}");
            }
        }
    }

    [Fact]
    public async Task The_documented_shapes_are_given_when_they_are_asked_for()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--work-delay=10ms", "--documented-shapes");
        await emulator.CreateStorageAsync();
        Answer session = await emulator.CreateSessionAsync("documented");
        Answer made = await emulator.PostAsync("/polls", new { session = session.Id, payload = new { files = new[] { "nowhere" } } });
        JsonElement poll = await emulator.WaitForAsync($"/polls/{made.Id}", one => one.GetProperty("state").GetString() == "completed");

        Assert.Equal("organisation_permissions", (await emulator.GetAsync("/organisation")).Json.GetProperty("permissions").GetProperty("resource").GetString());
        Assert.Equal("list", poll.GetProperty("errors").GetProperty("resource").GetString());
        Assert.Equal("error", poll.GetProperty("errors").GetProperty("data")[0].GetProperty("resource").GetString());
        Assert.Equal("not-found", poll.GetProperty("errors").GetProperty("data")[0].GetProperty("error").GetString());
    }

    private static void AssertIs(string what, JsonElement value, string told)
    {
        bool mayBeNull = what.Contains("null", StringComparison.Ordinal);
        bool isRight = value.ValueKind switch
        {
            JsonValueKind.Null => mayBeNull,
            JsonValueKind.Number => Regex.IsMatch(what, "^(number|id|text; of a config's test)"),
            JsonValueKind.True or JsonValueKind.False => what.StartsWith("true or false", StringComparison.Ordinal),
            JsonValueKind.Array => what.StartsWith("list", StringComparison.Ordinal),
            JsonValueKind.Object => Regex.IsMatch(what, "^(object|list|the whole)"),
            _ => what.StartsWith('`') ? what.Contains($"`{value}`", StringComparison.Ordinal) : Regex.IsMatch(what, "^(text|date)"),
        };
        Assert.True(isRight, $"{told} isn't {what}");
    }

    private static async Task AssertFiltersAsync(RunningEmulator emulator, string path, Table table)
    {
        string[] refused = [.. (await emulator.GetAsync(path + "?" + string.Join('&', table.Attributes.Select(row => $"{row.Name}=")))).Json
            .GetProperty("params").EnumerateObject().Where(p => p.Value.GetString()!.StartsWith("It is no parameter", StringComparison.Ordinal)).Select(p => p.Name)];
        Assert.Equal(table.Attributes.Where(row => row.Filter.Length == 0).Select(row => row.Name).Order(), refused.Order());
    }

    private static async Task<string> ReadAsync()
    {
        (int exitCode, string output, _) = await RunningEmulator.RunAsync(null, "--reference");
        Assert.Equal(0, exitCode);
        return output;
    }

    private static Dictionary<string, Table> Tables(string printed) => printed.Split("\n### ").Skip(1).Select(text => text.Split('\n')).ToDictionary(
        lines => lines[0].Split('`')[1],
        lines => new Table(lines[0].Split(':')[0], [.. lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')).Select(cells =>
            new Attribute(cells[1].Trim().Trim('`'), cells[2].Trim(), cells[4].Trim(), cells[5].Trim()))]));

    private sealed record Table(string Name, IReadOnlyList<Attribute> Attributes);

    private sealed record Attribute(string Name, string What, string GivenIn, string Filter);
}
