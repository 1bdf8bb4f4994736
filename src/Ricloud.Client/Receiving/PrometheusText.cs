using System.Globalization;
using System.Text;

namespace Ricloud.Receiving;

/// <summary>Writes metrics in Prometheus' text format, version 0.0.4. Names and labels are the caller's, and plain ASCII.</summary>
internal sealed class PrometheusText
{
    /// <summary>What it is written as.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a metric.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    /// <param name="help">What it says.</param>
    public PrometheusText Begin(string name, string type, string help)
    {
        _ = _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    /// <summary>Adds a value.</summary>
    public PrometheusText Add(string name, double value, params (string Name, string Value)[] labels)
    {
        _ = _text.Append(name);
        if (labels.Length > 0)
        {
            _ = _text.Append('{').Append(string.Join(",", labels.Select(label => label.Name + "=\"" + label.Value + "\""))).Append('}');
        }

        _ = _text.Append(' ').Append(Number(value)).Append('\n');
        return this;
    }

    /// <summary>Adds a histogram's values.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bounds">The upper ends of its buckets.</param>
    /// <param name="counts">How many fell into each, and one more for those beyond.</param>
    /// <param name="sum">Their sum.</param>
    public PrometheusText AddHistogram(string name, IReadOnlyList<double> bounds, IReadOnlyList<long> counts, double sum)
    {
        long below = 0;
        for (var i = 0; i < counts.Count; i++)
        {
            below += counts[i];
            _ = Add(name + "_bucket", below, ("le", i < bounds.Count ? Number(bounds[i]) : "+Inf"));
        }

        return Add(name + "_sum", sum).Add(name + "_count", below);
    }

    /// <summary>A name of the module's as a label's value, <c>TooOld</c> as <c>too_old</c>.</summary>
    public static string Label(string name) =>
        string.Concat(name.Select(static (c, i) => char.IsUpper(c) ? (i > 0 ? "_" : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));

    public override string ToString() => _text.ToString();

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
