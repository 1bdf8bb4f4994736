using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Values;

namespace Ricloud.Receiving;

/// <summary>
/// Has the API deliver a key's events to a receiver for a while: makes or re-uses a webhook config for the receiver's
/// public address, waits until the API has reached it, and points the key at it. In the end the key is put back
/// and what was made is deactivated. Each step is noted in a file first; the next run undoes what a killed one left there.
/// </summary>
/// <remarks>Prepares to register. Nothing is sent yet.</remarks>
/// <param name="client">The API, as the key whose events are wanted.</param>
/// <param name="url">The receiver's public address.</param>
/// <param name="statePath">The file where the changes are noted; <see langword="null"/> for one in the user's own data, named by API and key.</param>
/// <param name="tell">Is told of each step, in a sentence.</param>
internal sealed class PublicUrlRegistration(RicloudClient client, string url, string? statePath, Action<string> tell) : IDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);

    private readonly string _url = url;
    private RegistrationFile? _file;
    private RegistrationRecord? _record;
    private bool _isUnanswered;

    /// <summary>The test that the registration causes, by which its events are known.</summary>
    public OwnTest Test { get; } = new OwnTest();

    /// <summary>Registers the receiver, which listens already and waits for its secret.</summary>
    /// <param name="useSecrets">Gives the receiver its secret.</param>
    /// <param name="timeout">How long the API's test may take.</param>
    /// <param name="call">Ends it early; what was changed by then is undone by <see cref="UndoAsync"/>.</param>
    /// <returns>The webhook config.</returns>
    /// <exception cref="RicloudException">As for any request.</exception>
    /// <exception cref="RicloudException">The API doesn't reach the receiver, or the file can't be used.</exception>
    public async Task<WebhookConfig> RegisterAsync(
        Action<IReadOnlyCollection<string>> useSecrets, TimeSpan timeout, Call call)
    {
        var key = await client.Keys.GetCurrentAsync(call).ConfigureAwait(false);
        _file = RegistrationFile.Take(statePath ?? RegistrationFile.DefaultPath(client.BaseAddress, ApiId.Text(key.Id)!));
        _record = _file.Read();
        if (_record is not null)
        {
            tell($"An earlier receiver left changes behind; '{_file.Path}' says which. They are undone now.");
            await UndoAsync(call).ConfigureAwait(false);
            key = await client.Keys.GetCurrentAsync(call).ConfigureAwait(false);
        }

        var config = await ObtainAsync(useSecrets, call).ConfigureAwait(false);
        config = await client.WebhookConfigs.WaitAsync(config.Id, timeout, null, call).ConfigureAwait(false);
        if (config.State != ConfigState.Valid)
        {
            throw new RicloudException(RicloudErrorKind.PublicUrlUnreachable, $"The API couldn't deliver its test to {_url}: webhook config {config.Id} is {config.State}. Check that the tunnel or proxy runs, that it leads to this receiver's port, and that its path is the one of -PathBase.");
        }

        if (!ApiId.AreSame(key.WebhookConfig, config.Id))
        {
            Note(_record!.With(r => { r.PointsKey = true; r.PreviousConfig = ApiId.Text(key.WebhookConfig); }));
            KeyUpdate here = new() { WebhookConfig = new Optional<string?>(ApiId.Text(config.Id)) };
            _ = await ChangeAsync(end => client.Keys.UpdateAsync(key.Id, here, end), call).ConfigureAwait(false);
            tell($"Key {key.Id} delivers to webhook config {config.Id} now.");
        }

        Test.End();
        return config;
    }

    /// <summary>Undoes what was changed, as far as nobody else has changed it since.</summary>
    /// <param name="call">Ends it early; the file then says what is left to undo.</param>
    /// <exception cref="RicloudException">As for any request; the file then says what is left to undo.</exception>
    public async Task UndoAsync(Call call)
    {
        if (_record is not { } record)
        {
            return;
        }

        var config = record.Config;
        if (config is null && record.Deactivates)
        {
            // A killed run never saw the answer to its create.
            config = ApiId.Text((await FindAsync(record.Url, state: null, record.NewestBefore, call).ConfigureAwait(false))?.Id);
            _isUnanswered &= config is null;
        }

        if (record.PointsKey)
        {
            await PutKeyBackAsync(record, call).ConfigureAwait(false);
        }

        if (record.Deactivates && config is not null)
        {
            await DeactivateAsync(config, call).ConfigureAwait(false);
        }

        _record = null;
        if (!_isUnanswered)
        {
            _file!.Clear();
            return;
        }

        tell($"The API may still do what it didn't answer to; '{_file!.Path}' keeps it for the next run.");
    }

    /// <summary>Lets go of the file. It stays if anything is left to undo.</summary>
    public void Dispose() => _file?.Dispose();

    private void Note(RegistrationRecord record)
    {
        _file!.Write(record);
        _record = record;
    }

    /// <summary>Finds or makes the config, has it tested, and gives its secret to the receiver before the test can arrive there.</summary>
    private async Task<WebhookConfig> ObtainAsync(Action<IReadOnlyCollection<string>> useSecrets, Call call)
    {
        RegistrationRecord record = new() { Url = _url };
        var known = await FindAsync(_url, state: null, newerThan: null, call).ConfigureAwait(false)
            ?? await FindAsync(_url, ConfigState.Deactivated, newerThan: null, call).ConfigureAwait(false);
        if (known is null)
        {
            var newest = await NewestAsync(call).ConfigureAwait(false);
            Note(record.With(r => { r.Deactivates = true; r.NewestBefore = newest; }));
            ConfigCreate body = new() { Url = _url };
            var made = await ChangeAsync(end => client.WebhookConfigs.CreateAsync(body, end), call).ConfigureAwait(false);
            Note(_record!.With(r => r.Config = ApiId.Text(made.Id)));
            tell($"Made webhook config {made.Id} for {_url}.");
            Use(made, useSecrets);
            return made;
        }

        Note(record.With(r => { r.Config = ApiId.Text(known.Id); r.Deactivates = known.State == ConfigState.Deactivated; }));
        tell($"Using webhook config {known.Id}, which was {known.State}, for {_url}.");
        Use(known, useSecrets);
        ConfigUpdate test = new() { State = new Optional<string>(ConfigState.New) };
        return await ChangeAsync(end => client.WebhookConfigs.UpdateAsync(known.Id, test, end), call).ConfigureAwait(false);
    }

    /// <summary>Makes a change. One under way gets a moment to be answered when it is to end: what the API did later would stay.</summary>
    private async Task<T> ChangeAsync<T>(Func<Call, Task<T>> change, Call call)
    {
        call.Token.ThrowIfCancellationRequested();
        using CancellationTokenSource end = new();
        using var ending = call.Token.Register(() => end.CancelAfter(AnswerTime));
        try
        {
            return await change(call.With(end.Token)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or RicloudException { Kind: RicloudErrorKind.CreateInDoubt })
        {
            _isUnanswered = true;
            throw;
        }
    }

    private void Use(WebhookConfig config, Action<IReadOnlyCollection<string>> useSecrets)
    {
        var secret = config.RevealSecret();
        if (string.IsNullOrEmpty(secret))
        {
            throw new RicloudException(RicloudErrorKind.SecretNotShown, $"The API doesn't show the secret of webhook config {config.Id}, so that its events can't be verified. Pass the secret with -Secret instead of -PublicUrl.");
        }

        Test.Begin(ApiId.Text(config.Id)!);
        useSecrets(new[] { secret! });
    }

    /// <summary>Finds the newest config of an address, among those that are newer than another one if one is named.</summary>
    private async Task<WebhookConfig?> FindAsync(string url, string? state, string? newerThan, Call call)
    {
        var pages = client.WebhookConfigs.List(new ConfigFilter { State = state });
        while (await pages.NextPageAsync(call).ConfigureAwait(false) is { } page)
        {
            foreach (var config in page.Data)
            {
                if (ApiId.Text(config.Id) == newerThan || config.Url == url)
                {
                    return ApiId.Text(config.Id) == newerThan ? null : config;
                }
            }
        }

        return null;
    }

    private async Task<string?> NewestAsync(Call call)
    {
        var pages = client.WebhookConfigs.List(new ConfigFilter { MaximumCount = 1 });
        return await pages.NextPageAsync(call).ConfigureAwait(false) is { Data.Count: > 0 } page ? ApiId.Text(page.Data[0].Id) : null;
    }

    private async Task PutKeyBackAsync(RegistrationRecord record, Call call)
    {
        var key = await client.Keys.GetCurrentAsync(call).ConfigureAwait(false);
        if (ApiId.Text(key.WebhookConfig) != record.Config)
        {
            tell($"Key {key.Id} doesn't deliver to webhook config {record.Config} any more; it is left as it is.");
            return;
        }

        try
        {
            _ = await client.Keys.UpdateAsync(key.Id, new KeyUpdate { WebhookConfig = new Optional<string?>(record.PreviousConfig) }, call).ConfigureAwait(false);
            tell(record.PreviousConfig is null ? $"Key {key.Id} uses the organisation's default again." : $"Key {key.Id} delivers to webhook config {record.PreviousConfig} again.");
        }
        catch (RicloudException gone) when (gone.Kind == RicloudErrorKind.InvalidParameter && record.PreviousConfig is not null)
        {
            _ = await client.Keys.UpdateAsync(key.Id, new KeyUpdate { WebhookConfig = new Optional<string?>(null) }, call).ConfigureAwait(false);
            tell($"Webhook config {record.PreviousConfig}, which key {key.Id} delivered to before, is gone: the key uses the organisation's default now.");
        }
    }

    private async Task DeactivateAsync(string config, Call call)
    {
        try
        {
            ConfigUpdate off = new() { State = new Optional<string>(ConfigState.Deactivated) };
            _ = await client.WebhookConfigs.UpdateAsync(config, off, call).ConfigureAwait(false);
            tell($"Webhook config {config} is deactivated.");
        }
        catch (RicloudException gone) when (gone.Kind == RicloudErrorKind.NotFound)
        {
            tell($"Webhook config {config} is gone already.");
        }
    }
}
