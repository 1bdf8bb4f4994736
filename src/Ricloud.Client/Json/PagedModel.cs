using System;

namespace Ricloud.Json;

/// <summary>What paging needs to know about a model.</summary>
internal sealed class PagedModel<T>
{
    internal PagedModel(Func<JsonCursor, T> read, Func<T, object> id, Func<T, DateTime?> dateCreated)
    {
        ReadPage = json => ModelJson.ReadList(json, read);
        Id = item => ApiId.Text(id(item))!;
        DateCreated = item => IsoDate.Moment(dateCreated(item));
    }

    internal Func<JsonCursor, RicloudList<T>> ReadPage { get; }

    internal Func<T, string> Id { get; }

    internal Func<T, DateTimeOffset?> DateCreated { get; }
}
