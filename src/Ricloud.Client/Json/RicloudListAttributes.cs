namespace Ricloud.Json;

/// <summary>The JSON names of a <see cref="RicloudList{T}"/>.</summary>
internal static class RicloudListAttributes
{
    public const string Resource = "resource";
    public const string Data = "data";
    public const string HasMore = "has_more";
    public const string TotalCount = "total_count";
    public const string Url = "url";
}
