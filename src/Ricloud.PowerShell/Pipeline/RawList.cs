using System.Globalization;
using Ricloud.Http;
using Ricloud.Services;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>Any list of the API, page by page, as plain values. An answer that is no list is the only item of its one page.</summary>
internal sealed class RawList
{
    private const string Cursor = "after_id";
    private const string Limit = "limit";
    private const string LargestPage = "1000";

    private readonly RicloudClient _client;
    private readonly string _path;
    private readonly List<string> _query;
    private readonly HashSet<string> _cursors = new(StringComparer.Ordinal);
    private string? _next;
    private bool _isDone;

    public RawList(RicloudClient client, string path)
    {
        var parts = path.Split(['?'], 2);
        _client = client;
        _path = parts[0];
        _query = [.. parts.Skip(1).SelectMany(q => q.Split('&')).Where(p => p.Length > 0)];
        if (!_query.Any(p => IsNamed(p, Limit)))
        {
            _query.Add(Limit + "=" + LargestPage);
        }
    }

    /// <summary>The items of the next page, or null behind the last.</summary>
    public async Task<IReadOnlyList<object>?> NextAsync(Call call)
    {
        if (_isDone)
        {
            return null;
        }

        var request = new RicloudRequest { Path = _path + "?" + string.Join("&", _query) };
        var answer = await _client.SendAsync(request, call).ConfigureAwait(false);
        if (answer.Value is not IReadOnlyDictionary<string, object?> members
            || !members.TryGetValue("data", out var data) || data is not IReadOnlyList<object?> items)
        {
            _isDone = true;
            return answer.Value is null ? null : new[] { answer.Value };
        }

        _isDone = !(members.TryGetValue("has_more", out var more) && more is true);
        Advance(items);
        return items.Where(i => i is not null).Cast<object>().ToList();
    }

    private void Advance(IReadOnlyList<object?> items)
    {
        if (_isDone)
        {
            return;
        }

        _next = ((items.Count > 0 ? items[items.Count - 1] : null) as IReadOnlyDictionary<string, object?>)?.TryGetValue("id", out var id) == true
            ? Convert.ToString(id, CultureInfo.InvariantCulture)
            : null;
        if (string.IsNullOrEmpty(_next) || !_cursors.Add(_next!))
        {
            throw new RicloudException(RicloudErrorKind.PagingLoop, Texts.ListNeverEnds(_path)) { Method = "GET", Path = _path };
        }

        _query.RemoveAll(p => IsNamed(p, Cursor));
        _query.Add(Cursor + "=" + Uri.EscapeDataString(_next));
    }

    private static bool IsNamed(string pair, string name) =>
        string.Equals(Uri.UnescapeDataString(pair.Split('=')[0]), name, StringComparison.Ordinal);
}
