using Ricloud.Json;
using Ricloud.Values;

namespace Ricloud;

/// <summary>One page of a list (API contract: documented).</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed class RicloudList<T>
{
    /// <summary>What is on this page, newest first.</summary>
    public IReadOnlyList<T> Data { get; init; } = Array.Empty<T>();

    /// <summary>Whether there is more behind this page.</summary>
    public bool HasMore { get; init; }

    /// <summary>How many match in all; <see langword="null"/> when the API didn't say, or counted more than was asked for.</summary>
    public long? TotalCount { get; init; }

    /// <summary>The list's own path, as the API gave it.</summary>
    public string? Url { get; init; }

    /// <summary>Attributes that this version doesn't know, or that aren't what they should be, as plain values.</summary>
    internal IReadOnlyDictionary<string, object?> AdditionalProperties { get; init; } = PlainValues.None;

    /// <summary>Reads it from what the API has sent.</summary>
    /// <param name="json">The list.</param>
    /// <param name="from">Reads an element.</param>
    /// <param name="isNested">It is inside another object, which is worth something without it.</param>
    internal static RicloudList<T> From(Attributes json, Func<Attributes, T> from, bool isNested = false)
    {
        _ = json.Text("resource");
        return new RicloudList<T>
        {
            Data = json.Elements("data", from) ?? (isNested ? [] : throw json.Missing("data")),
            HasMore = json.Flag("has_more"),
            TotalCount = json.Count("total_count"),
            Url = json.Text("url"),
            AdditionalProperties = json.Rest(),
        };
    }

    /// <summary>Shows how many there are.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"RicloudList of {Data.Count}{(HasMore ? " and more" : string.Empty)}";
}
