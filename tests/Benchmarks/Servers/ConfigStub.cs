using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ricloud.Benchmarks.Servers;

/// <summary>
/// The webhook configs of an API that costs next to nothing, so that what is measured is the client: any id can be got, and
/// the list has as many as <c>--configs</c> says. Everything is rendered beforehand.
/// </summary>
internal static class ConfigStub
{
    private static readonly byte[] Single = Encoding.UTF8.GetBytes(ConfigText.Of(1));
    private static int _created = 200_000;

    public static Task<int> RunAsync(Options options)
    {
        options.Only("--configs", "--latency");
        var configs = new RenderedList(options.Number("--configs", 100_000));
        var latency = TimeSpan.FromMilliseconds(options.Number("--latency", 0));
        return WebServer.RunAsync(server => server.Run(http => HttpMethods.IsPost(http.Request.Method) ? CreateAsync(http, latency) : AnswerAsync(http, configs)));
    }

    private static async Task CreateAsync(HttpContext http, TimeSpan latency)
    {
        var arrived = Stopwatch.StartNew();
        using JsonDocument body = await JsonDocument.ParseAsync(http.Request.Body);
        int id = Interlocked.Increment(ref _created);
        byte[] answer = Encoding.UTF8.GetBytes(ConfigText.Of(id, body.RootElement.GetProperty("url").GetString()));
        if (latency > arrived.Elapsed)
        {
            await Task.Delay(latency - arrived.Elapsed);
        }

        http.Response.StatusCode = StatusCodes.Status201Created;
        await WebServer.AnswerAsync(http.Response, answer);
    }

    private static Task AnswerAsync(HttpContext http, RenderedList configs)
    {
        if (http.Request.Path.Value is not { } path || !path.StartsWith("/configs/webhook", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (path.Length > "/configs/webhook/".Length)
        {
            return WebServer.AnswerAsync(http.Response, Single);
        }

        IQueryCollection query = http.Request.Query;
        int limit = Number(query, "limit") ?? 100;
        int first = Number(query, "after_id") is { } after ? configs.Count - after + 1 : 0;
        return WebServer.AnswerAsync(http.Response, configs.Page(first, limit));
    }

    private static int? Number(IQueryCollection query, string name) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Configs with the ids from their count down to 1, as they stand in a list.</summary>
    private sealed class RenderedList
    {
        private readonly byte[] _bytes;
        private readonly List<int> _starts = [];

        public RenderedList(int count)
        {
            Count = count;
            StringBuilder all = new();
            for (int id = count; id > 0; id--)
            {
                _starts.Add(all.Length);
                all.Append(ConfigText.Of(id)).Append(',');
            }

            _starts.Add(all.Length);
            _bytes = Encoding.ASCII.GetBytes(all.ToString());
        }

        public int Count { get; }

        public byte[] Page(int first, int limit)
        {
            int end = Math.Min(first + limit, Count);
            int length = Math.Max(0, _starts[end] - _starts[Math.Min(first, end)] - 1);
            string tail = $"],\"has_more\":{(end < Count ? "true" : "false")},\"total_count\":{Count},\"url\":\"/configs/webhook\"}}";
            byte[] head = "{\"resource\":\"list\",\"data\":["u8.ToArray();
            byte[] page = new byte[head.Length + length + tail.Length];
            head.CopyTo(page, 0);
            _bytes.AsSpan(_starts[Math.Min(first, end)], length).CopyTo(page.AsSpan(head.Length));
            Encoding.ASCII.GetBytes(tail, page.AsSpan(head.Length + length));
            return page;
        }
    }
}
