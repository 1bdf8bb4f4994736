using Ricloud.Changes;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Values;

namespace Ricloud.Services;

/// <summary>Keys: the one in use, get, list, create, update and rotate.</summary>
/// <inheritdoc cref="ConfigService{T}" path="/remarks"/>
internal sealed class KeyService(RicloudChannel channel)
{
    private const string Route = "/keys";
    private const string CurrentRoute = "/key";

    /// <summary>How a list of them is read.</summary>
    public static PagedModel<Key> Paged { get; } = new(Key.From, static item => item.Id, static item => item.DateCreated);

    private readonly RicloudChannel _channel = channel;
    private readonly CreatedIds<Key> _keys = new(channel.Options.Elapsed, Paged, Route, string.Empty);

    /// <summary>Gets the key in use. It is also the cheapest way to check a token.</summary>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The key.</returns>
    public Task<Key> GetCurrentAsync(Call call = default) =>
        _channel.ReadAsync(new RicloudRequest { Path = CurrentRoute }, Key.From, call);

    /// <summary>Gets one key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="call">Who follows it, and what ends it early.</param>
    /// <returns>The key.</returns>
    public Task<Key> GetAsync(object id, Call call = default) =>
        _channel.ReadAsync(new RicloudRequest { Path = RicloudPath.Of(Route, id) }, Key.From, call);

    /// <summary>Lists all keys. Nothing is sent before the first page is asked for.</summary>
    /// <param name="filter">How they are paged; <see langword="null"/> for the defaults.</param>
    /// <returns>The pages.</returns>
    public RicloudPager<Key> List(KeyFilter? filter = null) =>
        new(_channel, new PageQuery(Route, filter ?? new KeyFilter()), Paged);

    /// <summary>
    /// Creates a key, and not two when an answer is lost: what a lost request made is looked for before it is sent again, by
    /// its configs. Those with the same ones are made one at a time.
    /// </summary>
    /// <param name="body">What is set of it.</param>
    /// <param name="call">Who follows it, and what ends it early. The key may have been created all the same.</param>
    /// <returns>The key, with its token.</returns>
    /// <exception cref="RicloudException"><see cref="RicloudErrorKind.CreateInDoubt"/>: nobody can tell whether it was created.</exception>
    public Task<Key> CreateAsync(KeyUpdate body, Call call = default)
    {
        RicloudRequest request = new() { Method = "POST", Path = Route, Body = Body(body), Idempotent = false };
        OncePlan<Key> plan = new()
        {
            Request = request,
            Read = Key.From,
            Key = (body.WebhookConfig.Value ?? string.Empty) + "/" + (body.StorageConfig.Value ?? string.Empty),
            IsOurs = key => ApiId.AreSame(key.WebhookConfig, body.WebhookConfig.Value) && ApiId.AreSame(key.StorageConfig, body.StorageConfig.Value),
            InDoubt = CreateInDoubt,
            Duplicate = static (made, other) => new RicloudNotice
            {
                Message = $"There are two new keys with the same configs: {made.Id}, which is returned, and {other.Id}. A request whose answer was lost seems to have made the second one, unless another process did. Neither was deactivated; deactivate the one you don't need.",
                Ids = new List<object> { made.Id, other.Id },
            },
            Unchecked = static (made, cause) => new RicloudNotice
            {
                Message = $"Key {made.Id} was created after an earlier request for it had been lost, and whether that one made a second key couldn't be looked up: {cause.Message} List the keys to see.",
                Ids = new List<object> { made.Id },
            },
        };
        return OnceOnly<Key>.SendAsync(_channel, _keys, plan, call);
    }

    /// <summary>Changes a key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="body">What to change; only what is set is sent, and <see langword="null"/> clears.</param>
    /// <param name="call">Who follows it, and what ends it early. The change may have been made all the same.</param>
    /// <returns>The key as changed.</returns>
    public Task<Key> UpdateAsync(object id, KeyUpdate body, Call call = default)
    {
        var request = RequestBodies.Update(RicloudPath.Of(Route, id), Body(body), nameof(body));
        return _channel.ReadAsync(request, Key.From, call);
    }

    /// <summary>
    /// Gives a key a new token; the old one stops at once. All clients of this process that use it go on with the new one. When the
    /// answer is lost, the key is read again: its token tells whether it was replaced.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="call">Who follows it, and what ends it early. The token may have been replaced all the same.</param>
    /// <returns>The key with its new token.</returns>
    /// <exception cref="RicloudException"><see cref="RicloudErrorKind.RotateInDoubt"/>: the token may have been replaced, and the new one is lost.</exception>
    public async Task<Key> RotateAsync(object id, Call call = default)
    {
        var before = await GetAsync(id, call).ConfigureAwait(false);
        Key after;
        try
        {
            after = await _channel.ReadAsync(
                new RicloudRequest { Method = "POST", Path = RicloudPath.Of(Route, id) + "/rotate" }, Key.From, call).ConfigureAwait(false);
        }
        catch (RicloudException failure) when (PossibleEffects.Of(failure) != PossibleEffect.None)
        {
            after = await LookAsync(before, failure, call).ConfigureAwait(false);
        }

        if (before.Token is { } old && after.Token is { } successor)
        {
            _channel.ReplaceToken(old, successor);
        }

        return after;
    }

    private static Dictionary<string, object?> Body(KeyUpdate values)
    {
        Dictionary<string, object?> body = [];
        body.AddIdIfSet("webhook_config", values.WebhookConfig);
        body.AddIdIfSet("storage_config", values.StorageConfig);
        body.AddIfSet("state", values.State);
        body.AddConfigIfSet(values.PublishSourceFiles);
        return body;
    }

    private static RicloudException CreateInDoubt(RicloudException failure, RicloudException? cause) => new(
        failure,
        RicloudErrorKind.CreateInDoubt,
        $"A key may have been created, or may not: its request was sent, and no usable answer came. {(cause is null ? "It wasn't found while there was time to look, and may be created yet." : $"Looking for it didn't tell: {cause.Message}")} List the keys before you create it again. Its request ended so: {failure.Message}")
    {
        RetryAfter = failure.RetryAfter ?? cause?.RetryAfter,
    };

    private async Task<Key> LookAsync(Key before, RicloudException failure, Call call)
    {
        Key? after = null;
        try
        {
            after = await GetAsync(before.Id, call).ConfigureAwait(false);
        }
        catch (RicloudException look) when (look.Kind == RicloudErrorKind.Unauthorized && _channel.Token.Is(before.Token))
        {
            throw InDoubt(before, failure, "was replaced: the old one, which this session used, is refused by now");
        }
        catch (RicloudException look)
        {
            throw InDoubt(before, failure, "may have been replaced, or may not; looking didn't tell: " + look.Message);
        }

        if (after.Token is null || before.Token is null)
        {
            throw InDoubt(before, failure, "may have been replaced, or may not; the API doesn't show it");
        }

        var isReplaced = !after.Token.Equals(before.Token);
        call.Note(isReplaced ? RicloudChangeState.Made : RicloudChangeState.NotMade);
        return isReplaced ? after : throw failure;
    }

    private static RicloudException InDoubt(Key key, RicloudException failure, string what) => new(
        failure,
        RicloudErrorKind.RotateInDoubt,
        $"The token of key {key.Id} {what}. The answer with the new one was lost: read the key with another key's token, or have the vendor replace it. The request ended so: {failure.Message}")
    {
        RetryAfter = failure.RetryAfter,
    };
}
