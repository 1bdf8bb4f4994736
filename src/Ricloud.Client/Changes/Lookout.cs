using Ricloud.Http;
using Ricloud.Paging;

namespace Ricloud.Changes;

/// <summary>Looks through what a list has had added since a baseline for what a lost request may have made.</summary>
internal sealed class Lookout<T>(RicloudChannel channel, CreatedIds<T> created, Func<T, bool?> isOurs)
    where T : class
{
    private const int FirstPage = 100;

    private readonly Func<T, bool?> _isOurs = isOurs;

    public async Task<Findings<T>> LookAsync(Baseline baseline, CallBudget budget, CancellationToken cancellationToken)
    {
        List<T> unknown = [];
        HashSet<string> cursors = new(StringComparer.Ordinal);
        string? cursor = null;
        while (true)
        {
            var request = created.Page(cursor is null ? FirstPage : PageQuery.LargestPage, cursor);
            var page = await created.ReadAsync(channel, request, budget.Anew(), cancellationToken).ConfigureAwait(false);
            if (TakeNewer(page.Data, baseline, unknown))
            {
                return Judge(unknown);
            }

            var next = page.Data.Count == 0 ? null : created.Id(page.Data[page.Data.Count - 1]);
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
        foreach (var item in page)
        {
            var id = created.Id(item);
            if (created.Known.IsIn(baseline, id))
            {
                return true;
            }

            if (!created.Known.IsReturned(id))
            {
                unknown.Add(item);
            }
        }

        return false;
    }

    private Findings<T> Judge(List<T> newer)
    {
        List<T> ours = [];
        var cannotTell = false;
        foreach (var item in newer)
        {
            var isOurs = _isOurs(item);
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
        var newer = unknown.FindAll(item => created.DateCreated(item) is not { } date || date >= baseline.Newest);
        var findings = Judge(newer);
        var hasDates = baseline.Newest is not null && newer.TrueForAll(item => created.DateCreated(item) is not null);
        return hasDates || findings.Ours.Count == 0 ? findings : new Findings<T>([], cannotTell: true);
    }
}
