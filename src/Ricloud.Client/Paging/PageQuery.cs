using System.Globalization;
using System.Text;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.Paging;

/// <summary>What a list asks for, page after page.</summary>
internal sealed class PageQuery
{
    /// <summary>API contract: documented.</summary>
    public const int LargestPage = 1000;

    private readonly StringBuilder _filters = new();
    private readonly StringBuilder _dates = new();

    public PageQuery(string route, ListFilter filter)
    {
        if (filter.PageSize is < 1 or > LargestPage)
        {
            throw new ArgumentOutOfRangeException(nameof(filter), filter.PageSize, $"A page holds 1 to {LargestPage}.");
        }

        if (filter.MaximumCount < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(filter), filter.MaximumCount, "No fewer than none can be wanted.");
        }

        Route = route;
        PageSize = filter.PageSize;
        MaximumCount = filter.MaximumCount;
        StartAfterId = filter.StartAfterId;
        From = filter.CreatedAfter;
        To = filter.CreatedBefore;
        AddDates();
    }

    public string Route { get; }

    public int PageSize { get; }

    public long? MaximumCount { get; }

    public string? StartAfterId { get; }

    public DateTimeOffset? From { get; }

    public DateTimeOffset? To { get; }

    public bool HasDates => _dates.Length > 0;

    public void Add(string name, string? value)
    {
        if (value is not null)
        {
            Append(_filters, name, value);
        }
    }

    public RicloudRequest Page(int limit, string? afterId, bool withDates)
    {
        StringBuilder path = new(Route);
        path.Append("?limit=").Append(limit.ToString(CultureInfo.InvariantCulture)).Append(_filters);
        if (withDates)
        {
            path.Append(_dates);
        }

        if (afterId is not null)
        {
            Append(path, "after_id", afterId);
        }

        return new RicloudRequest { Path = path.ToString() };
    }

    /// <summary>The operators of <c>date_created</c> aren't published (API contract: assumed).</summary>
    private void AddDates()
    {
        if (From is { } earliest)
        {
            Append(_dates, "date_created[gte]", IsoDate.Format(earliest));
        }

        if (To is { } latest)
        {
            Append(_dates, "date_created[lte]", IsoDate.Format(latest));
        }
    }

    private static void Append(StringBuilder query, string name, string value) =>
        query.Append('&').Append(RicloudPath.Encode(name)).Append('=').Append(RicloudPath.Encode(value));
}
