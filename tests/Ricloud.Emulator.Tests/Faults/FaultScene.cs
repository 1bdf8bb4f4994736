using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Faults;

/// <summary>What the tests of faults do over and over.</summary>
internal static class FaultScene
{
    public const string Configs = "/configs/webhook";

    /// <summary>Puts these rules in the place of those there are, and empties the list of requests.</summary>
    public static async Task SetAsync(this RunningEmulator emulator, params object[] rules)
    {
        await emulator.DeleteAsync("/_emulator/faults");
        await emulator.DeleteAsync("/_emulator/requests");
        Answer answer = await emulator.PostAsync("/_emulator/faults", rules);
        Assert.True(answer.Status == 201, answer.Text);
    }

    /// <summary>A body for a config with a URL of its own, and the URL.</summary>
    public static (string Body, string Url) NewConfig()
    {
        string url = $"http://127.0.0.1:1/{Guid.NewGuid():N}";
        return (JsonSerializer.Serialize(new { url }), url);
    }

    /// <summary>How many configs have a URL, asked past the rules that are there.</summary>
    public static async Task<int> CountAsync(this RunningEmulator emulator, string url)
    {
        await emulator.DeleteAsync("/_emulator/faults");
        Answer list = await emulator.GetAsync($"{Configs}?limit=1000");
        return list.Json.GetProperty("data").EnumerateArray().Count(config => config.GetProperty("url").GetString() == url);
    }

    /// <summary>The requests that arrived, once none is pending any more.</summary>
    public static async Task<IReadOnlyList<JsonElement>> RequestsAsync(this RunningEmulator emulator, string query = "")
    {
        JsonElement list = await emulator.WaitForAsync(
            "/_emulator/requests" + query,
            found => found.GetProperty("data").EnumerateArray().All(request => request.GetProperty("outcome").GetString() != "pending"));
        return [.. list.GetProperty("data").EnumerateArray()];
    }

    /// <summary>A request's outcome, the status sent, the status of its handling and the fault, in one line.</summary>
    public static string Told(this JsonElement request) => string.Join(
        ' ',
        ((string[])["outcome", "status", "handled", "fault"]).Select(name => request.GetProperty(name))
            .Select(value => value.ValueKind == JsonValueKind.Null ? "-" : value.ToString()));

    /// <summary>The fired count of each rule.</summary>
    public static async Task<IReadOnlyList<long>> FiredAsync(this RunningEmulator emulator) =>
        [.. (await emulator.GetAsync("/_emulator/faults")).Json.GetProperty("data").EnumerateArray()
            .Select(rule => rule.GetProperty("fired").GetInt64())];

    /// <summary>The statuses of as many GETs in a row.</summary>
    public static async Task<string> StatusesAsync(this RunningEmulator emulator, int count, string path = Configs)
    {
        List<int> statuses = [];
        for (int i = 0; i < count; i++)
        {
            statuses.Add((await emulator.GetAsync(path)).Status);
        }

        return string.Join(' ', statuses);
    }
}
