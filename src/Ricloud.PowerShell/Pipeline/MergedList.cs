using Ricloud.Http;
using Ricloud.Paging;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// Several lists as one: newest first, and each object once, even one that changed its state between two requests and so is
/// on two lists. One that moved the other way was on neither: all lists but the last are read once more at the end.
/// </summary>
/// <typeparam name="T">What is listed.</typeparam>
internal sealed class MergedList<T>(PagedModel<T> model, IReadOnlyList<Func<RicloudPager<T>>> lists)
    where T : class
{
    private const int BatchSize = 1000;

    private readonly List<Cursor> _lists = [.. lists.Select(list => new Cursor(list()))];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private readonly PagedModel<T> _model = model;
    private readonly Queue<Func<RicloudPager<T>>> _again = new(lists.Take(lists.Count - 1));
    private RicloudPager<T>? _late;

    /// <summary>The next page, or null behind the last.</summary>
    public async Task<RicloudList<T>?> NextPageAsync(Call call)
    {
        var batch = await NextBatchAsync(call).ConfigureAwait(false) ?? await NextMovedAsync(call).ConfigureAwait(false);
        return batch is null ? null : new RicloudList<T> { Data = batch, TotalCount = _lists.Aggregate((long?)0, (sum, list) => sum + list.TotalCount) };
    }

    private async Task<List<T>?> NextBatchAsync(Call call)
    {
        var batch = new List<T>();
        while (batch.Count < BatchSize)
        {
            foreach (var list in _lists)
            {
                // What is at hand goes out before another page is asked for.
                if (list.NeedsPage && batch.Count > 0)
                {
                    return batch;
                }

                await list.FillAsync(call).ConfigureAwait(false);
            }

            var newest = _lists.Where(l => l.Current is not null).OrderByDescending(l => l.Current, new Newness(_model)).FirstOrDefault();
            if (newest is null)
            {
                break;
            }

            var item = newest.Take();
            if (_seen.Add(_model.Id(item)))
            {
                batch.Add(item);
            }
        }

        return batch.Count > 0 ? batch : null;
    }

    private async Task<List<T>?> NextMovedAsync(Call call)
    {
        while (_again.Count > 0)
        {
            _late ??= _again.Peek()();
            if (await _late.NextPageAsync(call).ConfigureAwait(false) is not { } page)
            {
                _ = _again.Dequeue();
                _late = null;
            }
            else if (page.Data.Where(item => _seen.Add(_model.Id(item))).ToList() is { Count: > 0 } moved)
            {
                return moved;
            }
        }

        return null;
    }

    private sealed class Cursor(RicloudPager<T> pager)
    {
        private IReadOnlyList<T>? _page = [];
        private int _index;

        /// <summary>How many there are in all, known after the first page if the API says it.</summary>
        public long? TotalCount { get; private set; }

        public bool NeedsPage => _page is not null && _index >= _page.Count;

        public T? Current => _page is null ? null : _page[_index];

        public T Take() => _page![_index++];

        public async Task FillAsync(Call call)
        {
            while (NeedsPage)
            {
                var page = await pager.NextPageAsync(call).ConfigureAwait(false);
                TotalCount ??= page?.TotalCount;
                _page = page?.Data;
                _index = 0;
            }
        }
    }

    /// <summary>Orders by date, and among those of one moment by id: a longer number is a later one.</summary>
    private sealed class Newness(PagedModel<T> model) : IComparer<T?>
    {
        public int Compare(T? x, T? y)
        {
            var byDate = Nullable.Compare(Date(x), Date(y));
            string? id = Id(x), other = Id(y);
            var byLength = byDate != 0 ? byDate : Comparer<int?>.Default.Compare(id?.Length, other?.Length);
            return byLength != 0 ? byLength : string.CompareOrdinal(id, other);
        }

        private DateTimeOffset? Date(T? item) => item is null ? null : model.DateCreated(item);

        private string? Id(T? item) => item is null ? null : model.Id(item);
    }
}
