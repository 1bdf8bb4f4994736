using System;

namespace Ricloud.Json;

/// <summary>What paging needs to know about a model.</summary>
internal sealed class PagedModel<T>
{
    internal PagedModel(Func<JsonCursor, T> read, Func<T, string> id, Func<T, DateTimeOffset?> dateCreated)
    {
        ReadPage = json => ModelJson.ReadList(json, read);
        Id = id;
        DateCreated = dateCreated;
    }

    internal Func<JsonCursor, RicloudList<T>> ReadPage { get; }

    internal Func<T, string> Id { get; }

    internal Func<T, DateTimeOffset?> DateCreated { get; }
}
