using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Several lists of webhook configs as one: newest first, and each config once, even one that changed its state between
/// two requests and so is on two lists.
/// </summary>
internal sealed class MergedSource : IPageSource<WebhookConfig>
{
    private const int BatchSize = 1000;

    private readonly List<Cursor> _lists;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public MergedSource(IEnumerable<RicloudPager<WebhookConfig>> lists) =>
        _lists = [.. lists.Select(l => new Cursor(new PagerSource<WebhookConfig>(l)))];

    public long? TotalCount => _lists.Aggregate((long?)0, (sum, list) => sum + list.TotalCount);

    public async Task<IReadOnlyList<WebhookConfig>?> NextAsync(CancellationToken cancellationToken)
    {
        var batch = new List<WebhookConfig>();
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

            var newest = _lists.Where(l => l.Current is not null).OrderByDescending(l => l.Current, Newness.Instance).FirstOrDefault();
            if (newest is null)
            {
                break;
            }

            var config = newest.Take();
            if (_seen.Add(ApiId.Text(config.Id)!))
            {
                batch.Add(config);
            }
        }

        return batch.Count > 0 ? batch : null;
    }

    private sealed class Cursor
    {
        private readonly PagerSource<WebhookConfig> _source;
        private IReadOnlyList<WebhookConfig>? _page = [];
        private int _index;

        public Cursor(PagerSource<WebhookConfig> source) => _source = source;

        public long? TotalCount => _source.TotalCount;

        public bool NeedsPage => _page is not null && _index >= _page.Count;

        public WebhookConfig? Current => _page is null ? null : _page[_index];

        public WebhookConfig Take() => _page![_index++];

        public async Task FillAsync(CancellationToken cancellationToken)
        {
            while (NeedsPage)
            {
                _page = await _source.NextAsync(cancellationToken).ConfigureAwait(false);
                _index = 0;
            }
        }
    }

    /// <summary>Orders by date, and among configs of one moment by id: a longer number is a later one.</summary>
    private sealed class Newness : IComparer<WebhookConfig?>
    {
        public static readonly Newness Instance = new();

        public int Compare(WebhookConfig? x, WebhookConfig? y)
        {
            var byDate = Nullable.Compare(x?.DateCreated?.ToUniversalTime(), y?.DateCreated?.ToUniversalTime());
            string? id = ApiId.Text(x?.Id), other = ApiId.Text(y?.Id);
            var byLength = byDate != 0 ? byDate : Comparer<int?>.Default.Compare(id?.Length, other?.Length);
            return byLength != 0 ? byLength : string.CompareOrdinal(id, other);
        }
    }
}
