using Ricloud.Http;

namespace Ricloud.Changes;

/// <summary>
/// Sends a request that makes something and can't be repeated blindly: looks for what a lost one has made before it is
/// sent again. See docs/design/exactly-once.md.
/// </summary>
internal sealed class OnceOnly<T>
    where T : class
{
    private readonly RicloudChannel _channel;
    private readonly CreatedIds<T> _created;
    private readonly OncePlan<T> _plan;
    private readonly CallBudget _budget;
    private readonly Call _sending;
    private readonly ListSearch<T> _search;

    private OnceOnly(RicloudChannel channel, CreatedIds<T> created, OncePlan<T> plan, Call call)
    {
        _channel = channel;
        _created = created;
        _plan = plan;
        _budget = CallBudget.Begin(channel.Options);
        _sending = call.Within(_budget.ForSending());
        _search = new ListSearch<T>(channel, created, plan, _budget, _sending);
    }

    public static async Task<T> SendAsync(RicloudChannel channel, CreatedIds<T> created, OncePlan<T> plan, Call call)
    {
        using (await created.Lock.EnterAsync(plan.Key, call.Token).ConfigureAwait(false))
        {
            created.Begin();
            try
            {
                return await new OnceOnly<T>(channel, created, plan, call).RunAsync().ConfigureAwait(false);
            }
            finally
            {
                created.End();
            }
        }
    }

    private async Task<T> RunAsync()
    {
        var baseline = await _created.TakeBaselineAsync(_channel, _sending.Within(_budget.Anew())).ConfigureAwait(false);
        var wasInDoubt = false;
        while (true)
        {
            RicloudException failure;
            try
            {
                var made = await _channel.ReadAsync(_plan.Request, _plan.Read, _sending).ConfigureAwait(false);
                return await FinishAsync(made, wasInDoubt ? baseline : null).ConfigureAwait(false);
            }
            catch (RicloudException exception)
            {
                failure = exception;
            }

            var found = await ResolveAsync(failure, baseline, wasInDoubt).ConfigureAwait(false);
            if (found is not null)
            {
                return found;
            }

            wasInDoubt = true;
        }
    }

    /// <summary>Finds what the failed request made, or throws, or says with null that it can be sent again.</summary>
    private async Task<T?> ResolveAsync(RicloudException failure, Baseline baseline, bool wasInDoubt)
    {
        var doubt = PossibleEffects.Of(failure);
        if (doubt == PossibleEffect.None)
        {
            // Of an earlier one that was looked for in vain a refusal may tell: there is one already.
            return wasInDoubt && failure.StatusCode is >= 400 && failure.Kind != RicloudErrorKind.RateLimited
                ? Settle(await _search.LookAsync(failure, baseline).ConfigureAwait(false)) ?? throw Give(failure)
                : throw Give(failure);
        }

        _sending.Note(RicloudChangeState.InDoubt);
        if (baseline.Blindness is { } blindness)
        {
            throw _plan.InDoubt(failure, blindness);
        }

        if (doubt == PossibleEffect.Ongoing && !_plan.RetryInDoubt)
        {
            return Settle(await _search.WatchAsync(failure, baseline).ConfigureAwait(false));
        }

        var pause = _channel.Retries.PauseAfterLoss(failure, _sending.Budget!);
        var findings = await _search.LookTwiceAsync(failure, baseline, pause).ConfigureAwait(false);
        return Settle(findings) ?? (pause is null ? throw Give(failure) : null);
    }

    private T? Settle(Findings<T> findings)
    {
        if (findings.First is not { } first)
        {
            return null;
        }

        _sending.Note(RicloudChangeState.Made);
        _channel.Retries.Succeeded();
        _created.Return(first);
        Report(first, findings);
        return first;
    }

    /// <summary>An earlier request that was looked for in vain may have come through after all.</summary>
    private async Task<T> FinishAsync(T made, Baseline? baseline)
    {
        _created.Return(made);
        if (baseline is null || _plan.Duplicate is null)
        {
            return made;
        }

        try
        {
            Report(made, await _search.LookAtLastAsync(baseline).ConfigureAwait(false));
        }
        catch (RicloudException exception)
        {
            _sending.Observer?.Noticed(_plan.Unchecked!(made, exception));
        }
        catch (OperationCanceledException)
        {
            // What was made is in hand, and says more than that somebody stopped waiting.
        }

        return made;
    }

    private void Report(T made, Findings<T> findings)
    {
        foreach (var other in findings.Ours)
        {
            if (_plan.Duplicate is { } duplicate && !ReferenceEquals(other, made))
            {
                _created.Return(other);
                _sending.Observer?.Noticed(duplicate(made, other));
            }
        }
    }

    private RicloudException Give(RicloudException failure)
    {
        _sending.Note(RicloudChangeState.NotMade);
        return RetryPolicy.AsksForTooLong(failure) && failure.Kind != RicloudErrorKind.RateLimited ? Failures.LongLimited(failure) : failure;
    }
}
