using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;

namespace Ricloud.Changes;

/// <summary>Looks through what a list has had added since a baseline for what a lost request may have made.</summary>
internal sealed class Lookout<T>
    where T : class
{
    private const int FirstPage = 100;

    private readonly RicloudChannel _channel;
    private readonly Ledger<T> _ledger;
    private readonly Func<T, bool?> _isOurs;

    internal Lookout(RicloudChannel channel, Ledger<T> ledger, Func<T, bool?> isOurs)
    {
        _channel = channel;
        _ledger = ledger;
        _isOurs = isOurs;
    }

    internal async Task<Findings<T>> LookAsync(Baseline baseline, Patience patience, CancellationToken cancellationToken)
    {
        List<T> unknown = [];
        HashSet<string> cursors = new(StringComparer.Ordinal);
        string? cursor = null;
        while (true)
        {
            RicloudRequest request = _ledger.Page(cursor is null ? FirstPage : PageQuery.LargestPage, cursor);
            RicloudList<T> page = await _ledger.ReadAsync(_channel, request, patience.Anew(), cancellationToken).ConfigureAwait(false);
            if (TakeNewer(page.Data, baseline, unknown))
            {
                return Judge(unknown);
            }

            string? next = page.Data.Count == 0 ? null : _ledger.Id(page.Data[page.Data.Count - 1]);
            if (!page.HasMore)
            {
                return baseline.IsEmpty ? Judge(unknown) : JudgeByDate(unknown, baseline);
            }

            if (next is null || !cursors.Add(next))
            {
                throw new RicloudException(RicloudErrorKind.PagingLoop, $"GET {request.Path}: the list would never end.") { Method = "GET", Path = request.Path };
            }

            cursor = next;
        }
    }

    /// <summary>Takes what wasn't returned to anybody, down to the first that existed before; says whether that was met.</summary>
    private bool TakeNewer(IReadOnlyList<T> page, Baseline baseline, List<T> unknown)
    {
        foreach (T item in page)
        {
            string id = _ledger.Id(item);
            if (_ledger.Known.IsIn(baseline, id))
            {
                return true;
            }

            if (!_ledger.Known.IsReturned(id))
            {
                unknown.Add(item);
            }
        }

        return false;
    }

    private Findings<T> Judge(List<T> newer)
    {
        List<T> ours = [];
        bool cannotTell = false;
        foreach (T item in newer)
        {
            bool? isOurs = _isOurs(item);
            cannotTell |= isOurs is null;
            if (isOurs == true)
            {
                ours.Add(item);
            }
        }

        return new Findings<T>(ours, cannotTell);
    }

    /// <summary>
    /// All that was known before is gone, so that the list's order doesn't show where it was. The server's dates do:
    /// what is older than the newest of it isn't ours, and of what has no date nobody can tell.
    /// </summary>
    private Findings<T> JudgeByDate(List<T> unknown, Baseline baseline)
    {
        List<T> newer = unknown.FindAll(item => _ledger.DateCreated(item) is not { } date || date >= baseline.Newest);
        Findings<T> findings = Judge(newer);
        bool hasDates = baseline.Newest is not null && newer.TrueForAll(item => _ledger.DateCreated(item) is not null);
        return hasDates || findings.Ours.Count == 0 ? findings : new Findings<T>([], cannotTell: true);
    }
}
