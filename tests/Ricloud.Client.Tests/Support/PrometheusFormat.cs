using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Ricloud.Tests.Support;

/// <summary>
/// Reads Prometheus' text format 0.0.4 as strictly as its description has it, and holds names against Prometheus' conventions. Written
/// from these, and from nothing that writes the format here.
/// </summary>
internal static partial class PrometheusFormat
{
    /// <summary>Reads a scrape; fails where it isn't one.</summary>
    /// <returns>The values, by name and labels as they stand there.</returns>
    public static IReadOnlyDictionary<string, double> Read(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Dictionary<string, double> samples = new(StringComparer.Ordinal);
        Dictionary<string, string> types = new(StringComparer.Ordinal);
        HashSet<string> helped = new(StringComparer.Ordinal);
        string current = string.Empty;
        foreach (string line in text[..^1].Split('\n'))
        {
            if (Comment().Match(line) is { Success: true } comment)
            {
                string name = comment.Groups["name"].Value;
                if (comment.Groups["word"].Value == "HELP")
                {
                    Assert.True(helped.Add(name), $"{name} has two HELP lines.");
                    Assert.NotEmpty(comment.Groups["rest"].Value);
                }
                else
                {
                    Assert.Contains(comment.Groups["rest"].Value, new[] { "counter", "gauge", "histogram" });
                    Assert.True(types.TryAdd(name, comment.Groups["rest"].Value), $"{name} has two TYPE lines, or lines in two places.");
                    current = name;
                }
            }
            else
            {
                Match sample = Sample().Match(line);
                Assert.True(sample.Success, "No line of the format: " + line);
                Assert.Equal(current, Family(sample.Groups["name"].Value, types));
                Assert.True(samples.TryAdd(sample.Groups["name"].Value + sample.Groups["labels"].Value, Number(sample.Groups["value"].Value)), "Twice: " + line);
            }
        }

        Assert.Equal(types.Keys.Order(), helped.Order());
        foreach ((string name, string type) in types)
        {
            AssertConventions(name, type);
            if (type == "histogram")
            {
                AssertHistogram(name, samples);
            }
        }

        return samples;
    }

    private static string Family(string name, Dictionary<string, string> types) =>
        types.ContainsKey(name) ? name : HistogramSuffix().Replace(name, string.Empty);

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static void AssertConventions(string name, string type)
    {
        Assert.StartsWith("ricloud_", name, StringComparison.Ordinal);
        Assert.Equal(type == "counter", name.EndsWith("_total", StringComparison.Ordinal));
        Assert.Equal(type == "histogram", name.EndsWith("_seconds", StringComparison.Ordinal));
        Assert.Matches("^[a-z_]+$", name);
    }

    private static void AssertHistogram(string name, Dictionary<string, double> samples)
    {
        (double Bound, double Count)[] buckets = [.. samples.Where(s => s.Key.StartsWith(name + "_bucket{", StringComparison.Ordinal))
            .Select(s => (Number(Bound().Match(s.Key).Groups[1].Value), s.Value))];
        Assert.True(buckets.Length > 1);
        Assert.Equal(buckets.Select(b => b.Bound).Order(), buckets.Select(b => b.Bound));
        Assert.Equal(buckets.Select(b => b.Count).Order(), buckets.Select(b => b.Count));
        Assert.Equal(double.PositiveInfinity, buckets[^1].Bound);
        Assert.Equal(samples[name + "_count"], buckets[^1].Count);
        Assert.True(samples[name + "_sum"] >= 0);
    }

    [GeneratedRegex(@"^# (?<word>HELP|TYPE) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<rest>.*)$")]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\["\\n])*"(,(?=.)|(?=\})))*\})? (?<value>[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]Inf|NaN)( -?[0-9]+)?$""", RegexOptions.ExplicitCapture)]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramSuffix();

    [GeneratedRegex("le=\"([^\"]+)\"")]
    private static partial Regex Bound();
}
