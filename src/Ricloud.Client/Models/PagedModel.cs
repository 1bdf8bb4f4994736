using Ricloud.Json;
using Ricloud.Values;

namespace Ricloud.Models;

/// <summary>What paging needs to know about a model.</summary>
internal sealed class PagedModel<T>(Func<Attributes, T> from, Func<T, object> id, Func<T, DateTime?> dateCreated)
{
    public RicloudList<T> Page(Attributes json) => RicloudList<T>.From(json, from);

    public string Id(T item) => ApiId.Text(id(item))!;

    public DateTimeOffset? DateCreated(T item) => IsoDate.Moment(dateCreated(item));
}
