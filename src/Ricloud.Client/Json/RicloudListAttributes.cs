namespace Ricloud.Json;

/// <summary>The JSON names of a <see cref="RicloudList{T}"/>.</summary>
internal static class RicloudListAttributes
{
    internal const string Resource = "resource";
    internal const string Data = "data";
    internal const string HasMore = "has_more";
    internal const string TotalCount = "total_count";
    internal const string Url = "url";
}
