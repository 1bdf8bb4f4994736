using Ricloud.Models;
using Ricloud.Paging;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>
/// Several lists as one: newest first, and each object once, even one that changed its state between two requests and so is
/// on two lists. One that moved the other way was on neither: all lists but the last are read once more at the end.
/// </summary>
/// <typeparam name="T">What is listed.</typeparam>
internal sealed class MergedSource<T>(PagedModel<T> model, IReadOnlyList<Func<RicloudPager<T>>> lists) : IPageSource<T>
    where T : class
{
    private const int BatchSize = 1000;

    private readonly List<Cursor> _lists = [.. lists.Select(list => new Cursor(new PagerSource<T>(list())))];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private readonly PagedModel<T> _model = model;
    private readonly Queue<Func<RicloudPager<T>>> _again = new Queue<Func<RicloudPager<T>>>(lists.Take(lists.Count - 1));
    private PagerSource<T>? _late;

    public long? TotalCount => _lists.Aggregate((long?)0, (sum, list) => sum + list.TotalCount);

    public async Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken)
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

                await list.FillAsync(cancellationToken).ConfigureAwait(false);
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

        return batch.Count > 0 ? batch : await NextMovedAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<T>?> NextMovedAsync(CancellationToken cancellationToken)
    {
        while (_again.Count > 0)
        {
            _late ??= new PagerSource<T>(_again.Peek()());
            if (await _late.NextAsync(cancellationToken).ConfigureAwait(false) is not { } page)
            {
                _ = _again.Dequeue();
                _late = null;
            }
            else if (page.Where(item => _seen.Add(_model.Id(item))).ToList() is { Count: > 0 } moved)
            {
                return moved;
            }
        }

        return null;
    }

    private sealed class Cursor(PagerSource<T> source)
    {
        private IReadOnlyList<T>? _page = [];
        private int _index;

        public long? TotalCount => source.TotalCount;

        public bool NeedsPage => _page is not null && _index >= _page.Count;

        public T? Current => _page is null ? null : _page[_index];

        public T Take() => _page![_index++];

        public async Task FillAsync(CancellationToken cancellationToken)
        {
            while (NeedsPage)
            {
                _page = await source.NextAsync(cancellationToken).ConfigureAwait(false);
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
