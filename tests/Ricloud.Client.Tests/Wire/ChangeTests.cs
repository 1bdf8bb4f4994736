using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Services;
using Xunit;

namespace Ricloud.Tests.Wire;

/// <summary>What may not happen twice, when a kept connection breaks after the server has acted.</summary>
public sealed class ChangeTests
{
    private readonly SteppingTime _time = new();

    [Fact]
    public async Task A_post_whose_answer_is_lost_on_a_kept_connection_is_sent_once()
    {
        await using RawServer server = DropsAfter(static request => request.Method == "POST");
        using RicloudClient client = new(_time.Options(server.Address));
        await client.Tasks.GetAsync("9", Stop);

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => client.SendAsync(new RicloudRequest { Method = "POST", Path = "/configs/webhook/7/test" }, Stop));

        Assert.Equal((RicloudErrorKind.Connection, 1), (failure.Kind, failure.Attempts));
        Assert.Equal(1, server.Requests.Count(static request => request.Method == "POST"));
    }

    [Fact]
    public async Task A_delete_whose_answer_is_lost_and_that_then_finds_nothing_has_succeeded()
    {
        int deletes = 0;
        await using RawServer server = new(async (request, stream) =>
        {
            if (request.Method != "DELETE")
            {
                await RawServer.WriteAsync(stream, 200, Answers.Task(9, "failed"));
            }
            else if (deletes++ == 0)
            {
                await stream.DisposeAsync();
            }
            else
            {
                await RawServer.WriteAsync(stream, 404, Answers.Error("not-found", "id"));
            }
        });
        using RicloudClient client = new(_time.Options(server.Address));
        await client.Tasks.GetAsync("9", Stop);

        Assert.Null(await client.WebhookConfigs.DeleteAsync("7", Stop));
        Assert.Equal(2, deletes);
    }

    [Fact]
    public async Task A_delete_that_finds_nothing_the_first_time_has_not()
    {
        await using RawServer server = RawServer.Json(static _ => (404, Answers.Error("not-found", "id")));
        using RicloudClient client = new(_time.Options(server.Address));

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => client.WebhookConfigs.DeleteAsync("7", Stop));

        Assert.Equal(RicloudErrorKind.NotFound, failure.Kind);
    }

    [Fact]
    public async Task A_create_is_repeated_while_no_connection_can_be_made()
    {
        Uri nobody;
        await using (RawServer gone = RawServer.Json(static _ => (200, "{}")))
        {
            nobody = gone.Address;
        }

        using RicloudClient client = new(_time.Options(nobody));

        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(
            () => client.WebhookConfigs.CreateAsync(new ConfigCreate { Url = "https://example.com/" }, Stop));

        Assert.Equal((RicloudErrorKind.Connection, 4), (failure.Kind, failure.Attempts));
    }

    private static RawServer DropsAfter(Func<RawRequest, bool> isDropped) => new(async (request, stream) =>
    {
        if (isDropped(request))
        {
            await stream.DisposeAsync();
            return;
        }

        await RawServer.WriteAsync(stream, 200, Answers.Task(9, "failed"));
    });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
