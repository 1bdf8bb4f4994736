using Ricloud.Json;
using Ricloud.Values;

namespace Ricloud.Models;

/// <summary>What paging needs to know about a model.</summary>
internal sealed class PagedModel<T>(Func<JsonCursor, T> read, Func<T, object> id, Func<T, DateTime?> dateCreated)
{
    public Func<JsonCursor, RicloudList<T>> ReadPage { get; } = json => ModelJson.ReadList(json, read);

    public Func<T, string> Id { get; } = item => ApiId.Text(id(item))!;

    public Func<T, DateTimeOffset?> DateCreated { get; } = item => IsoDate.Moment(dateCreated(item));
}
