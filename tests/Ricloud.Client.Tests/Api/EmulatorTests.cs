using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.Services;
using Ricloud.Tests.Support;
using Ricloud.Values;
using Xunit;

namespace Ricloud.Tests.Api;

/// <summary>Round trips with the other side of the contract.</summary>
public sealed class EmulatorTests : IClassFixture<EmulatorProcess>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly EmulatorProcess _emulator;
    private readonly RicloudClient _client;

    public EmulatorTests(EmulatorProcess emulator)
    {
        _emulator = emulator;
        _client = emulator.Client();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_config_lives_from_create_to_delete()
    {
        WebhookConfig made = await _client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = "http://127.0.0.1:9/é?x=%7e" }, Token);
        Assert.Equal("http://127.0.0.1:9/é?x=%7e", made.Url);
        Assert.True(made.RevealSecret()!.Length >= 32);
        WebhookConfig tested = await _client.WebhookConfigs.WaitAsync(made.Id, Patience, null, Token);
        Assert.Equal(ConfigState.Invalid, tested.State);
        RicloudTask task = await _client.WebhookConfigs.TestAsync(made.Id, 10, Token);
        Assert.Equal(RicloudTaskState.Failed, (await _client.Tasks.WaitAsync(task, Patience, null, Token)).State);
        WebhookConfig off = await _client.WebhookConfigs.UpdateAsync(made.Id, new ConfigUpdate { State = ConfigState.Deactivated }, Token);
        Assert.Equal((ConfigState.Deactivated, made.RevealSecret()), (off.State, off.RevealSecret()));
        Assert.Equal(made.Id, (await _client.WebhookConfigs.DeleteAsync(made.Id, Token))?.Id);
        RicloudException gone = await Assert.ThrowsAsync<RicloudException>(() => _client.WebhookConfigs.GetAsync(made.Id, Token));
        Assert.Equal(RicloudErrorKind.NotFound, gone.Kind);
    }

    [Fact]
    public async Task A_list_is_the_same_page_by_page()
    {
        for (int count = 0; count < 5; count++)
        {
            await _client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = $"http://127.0.0.1:9/list/{count}" }, Token);
        }

        string[] whole = await Ids(1000);
        Assert.True(whole.Length >= 5);
        Assert.Equal(whole, await Ids(2));
    }

    [Fact]
    public async Task The_key_and_the_organisation_point_at_a_config_and_let_go_of_it()
    {
        WebhookConfig config = await _client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = "http://127.0.0.1:9/default" }, Token);
        Key key = await _client.Keys.GetCurrentAsync(Token);
        Assert.Equal(config.Id, (await _client.Keys.UpdateAsync(key.Id, new KeyUpdate { WebhookConfig = ApiId.Text(config.Id) }, Token)).WebhookConfig);
        Assert.Null((await _client.Keys.UpdateAsync(key.Id, new KeyUpdate { WebhookConfig = (string?)null }, Token)).WebhookConfig);
        Assert.Equal(config.Id, (await _client.Organisation.UpdateAsync(new OrganisationUpdate { WebhookConfigDefault = ApiId.Text(config.Id) }, Token)).WebhookConfigDefault);
    }

    [Fact]
    public async Task A_wrong_token_and_a_bad_url_are_refused_as_such()
    {
        using RicloudClient stranger = _emulator.Client("another-token");
        Assert.Equal(RicloudErrorKind.Unauthorized, (await Assert.ThrowsAsync<RicloudException>(() => stranger.Keys.GetCurrentAsync(Token))).Kind);
        RicloudException refused = await Assert.ThrowsAsync<RicloudException>(() => _client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = "no url" }, Token));
        Assert.Equal(RicloudErrorKind.InvalidParameter, refused.Kind);
        Assert.Contains("url", refused.Params!.Keys);
    }

    public void Dispose() => _client.Dispose();

    private async Task<string[]> Ids(int pageSize)
    {
        RicloudPager<WebhookConfig> pager = _client.WebhookConfigs.List(new ConfigFilter { PageSize = pageSize });
        List<string> ids = [];
        while (await pager.NextPageAsync(Token) is { } page)
        {
            ids.AddRange(page.Data.Select(static config => ApiId.Text(config.Id)!));
        }

        return [.. ids];
    }
}
