using Ricloud.Http;
using Ricloud.Models;

namespace Ricloud.Changes;

/// <summary>Changes that may be repeated, and that the config itself shows when no answer to them came through.</summary>
internal static class ReadBack
{
    public static async Task<T> UpdateAsync<T>(ConfigKind<T> kind, RicloudChannel channel, RicloudRequest request, ConfigUpdate body, Call call)
        where T : class, IRicloudConfig
    {
        var budget = CallBudget.Begin(channel.Options);
        try
        {
            return await channel.ReadAsync(request, kind.Read, call.Within(budget.ForSending())).ConfigureAwait(false);
        }
        catch (RicloudException failure) when (PossibleEffects.Of(failure) != PossibleEffect.None)
        {
            var now = await GetAsync(kind, channel, request.Path, failure, call.Within(budget.Anew())).ConfigureAwait(false);
            if (now is not null && Shows(now, body, isAnswered: failure.StatusCode is >= 200 and < 300))
            {
                call.Note(RicloudChangeState.Made);
                return now;
            }

            throw;
        }
    }

    public static async Task<T?> DeleteAsync<T>(ConfigKind<T> kind, RicloudChannel channel, RicloudRequest request, Call call)
        where T : class, IRicloudConfig
    {
        var budget = CallBudget.Begin(channel.Options);
        var sending = budget.ForSending();
        try
        {
            return await channel.ReadIfAnyAsync(request, kind.Read, call.Within(sending)).ConfigureAwait(false);
        }
        catch (RicloudException failure) when (failure.Kind == RicloudErrorKind.NotFound && sending.MayHaveHappened)
        {
            // A second try that finds nothing means that the first one has done it.
            call.Note(RicloudChangeState.Made);
            return null;
        }
        catch (RicloudException failure) when (PossibleEffects.Of(failure) != PossibleEffect.None)
        {
            if (await GetAsync(kind, channel, request.Path, failure, call.Within(budget.Anew())).ConfigureAwait(false) is null)
            {
                call.Note(RicloudChangeState.Made);
                return null;
            }

            throw;
        }
    }

    /// <summary>
    /// A verdict may be that of a test before this change, as its address may have been the same before. Only <c>new</c>
    /// shows that there is none yet, unless the API has said that the change was made.
    /// </summary>
    private static bool Shows(IRicloudConfig now, ConfigUpdate body, bool isAnswered)
    {
        if (body.Url.IsSet && body.Url.Value != now.Url)
        {
            return false;
        }

        return body.State switch
        {
            { IsSet: true, Value: ConfigState.Deactivated } => now.State == ConfigState.Deactivated,
            // Whoever answered 2xx may have been a proxy with a page of its own.
            { IsSet: true } when now.State == ConfigState.Deactivated => false,
            _ => isAnswered || now.State == ConfigState.New,
        };
    }

    /// <summary>Gives the config, or nothing when there is none. When that can't be had, the change's own failure says more.</summary>
    private static async Task<T?> GetAsync<T>(ConfigKind<T> kind, RicloudChannel channel, string path, RicloudException failure, Call call)
        where T : class, IRicloudConfig
    {
        try
        {
            return await channel.ReadAsync(new RicloudRequest { Path = path }, kind.Read, call).ConfigureAwait(false);
        }
        catch (RicloudException exception) when (exception.Kind == RicloudErrorKind.NotFound)
        {
            return null;
        }
        catch (RicloudException)
        {
            throw failure;
        }
    }
}
