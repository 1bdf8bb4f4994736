using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Newtonsoft.Json;

namespace Ricloud.Benchmarks.Workers;

/// <summary>What somebody writes who takes HttpClient and Newtonsoft.Json and nothing else.</summary>
internal sealed class BareWorker : IDisposable
{
    private readonly HttpClient _http;

    private BareWorker(string url)
    {
        _http = new HttpClient { BaseAddress = new Uri(url) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Token", "benchmark");
    }

    public static async Task<int> RunAsync(Options options)
    {
        using BareWorker worker = new(options.Text("--url"));
        return await Worker.RunAsync(words => worker.WorkAsync(words[0], int.Parse(words[1], CultureInfo.InvariantCulture)));
    }

    public void Dispose() => _http.Dispose();

    private async Task<double[]> WorkAsync(string what, int count)
    {
        var clock = Stopwatch.StartNew();
        int got = await (what switch
        {
            "get" => GetAsync(count),
            "get-waiting" => Task.Factory.StartNew(() => GetWaiting(count), TaskCreationOptions.LongRunning),
            _ => ListAsync(),
        });
        double seconds = clock.Elapsed.TotalSeconds;
        return got == count ? [seconds] : throw new InvalidOperationException($"{got} came instead of {count}.");
    }

    private async Task<int> GetAsync(int count)
    {
        int got = 0;
        for (int id = 1; id <= count; id++)
        {
            string json = await _http.GetStringAsync($"/configs/webhook/{id}");
            got += JsonConvert.DeserializeObject<Config>(json)?.State is null ? 0 : 1;
        }

        return got;
    }

    /// <summary>Waits for each answer on a thread of its own, as a pipeline must.</summary>
    private int GetWaiting(int count)
    {
        int got = 0;
        for (int id = 1; id <= count; id++)
        {
            string json = _http.GetStringAsync($"/configs/webhook/{id}").GetAwaiter().GetResult();
            got += JsonConvert.DeserializeObject<Config>(json)?.State is null ? 0 : 1;
        }

        return got;
    }

    private async Task<int> ListAsync()
    {
        var serializer = JsonSerializer.CreateDefault();
        int got = 0;
        string after = string.Empty;
        while (true)
        {
            using Stream stream = await _http.GetStreamAsync("/configs/webhook?limit=1000" + after);
            using JsonTextReader reader = new(new StreamReader(stream));
            ConfigList page = serializer.Deserialize<ConfigList>(reader)!;
            got += page.Data.Length;
            if (!page.HasMore)
            {
                return got;
            }

            after = "&after_id=" + page.Data.Last().Id;
        }
    }

    private sealed record Config(
        [property: JsonProperty("id")] string Id,
        [property: JsonProperty("resource")] string Resource,
        [property: JsonProperty("organisation")] string Organisation,
        [property: JsonProperty("url")] string Url,
        [property: JsonProperty("secret")] string Secret,
        [property: JsonProperty("state")] string State,
        [property: JsonProperty("date_created")] DateTimeOffset DateCreated);

    private sealed record ConfigList(
        [property: JsonProperty("data")] Config[] Data,
        [property: JsonProperty("has_more")] bool HasMore);
}
