using System;
using System.Collections.Generic;
using System.Numerics;
using System.Threading.Tasks;
using Newtonsoft.Json;
using Ricloud.Values;
using Xunit;

namespace Ricloud.Tests.Api;

public sealed class ReaderTests : IDisposable
{
    private readonly StubNetwork _network = new();

    [Fact]
    public async Task A_webhook_config_is_read_whole()
    {
        WebhookConfig config = await ReadAsync("""{"id":3,"resource":"webhook_config","organisation":7,"url":"HTTPS://a/ü?b#c","secret":"s3cr3t","state":"brand-new-state","date_created":"2018-10-01T17:04:34.154530Z"}""");
        Assert.Equal((3L, 7L, "HTTPS://a/ü?b#c", "brand-new-state"), (config.Id, config.Organisation, config.Url, config.State));
        Assert.Equal("s3cr3t", config.RevealSecret());
        Assert.Equal(new DateTimeOffset(2018, 10, 1, 17, 4, 34, TimeSpan.Zero).AddTicks(1545300).LocalDateTime, config.DateCreated);
    }

    [Theory]
    [InlineData("3", "3")]
    [InlineData("\"3\"", "3")]
    [InlineData("\"a/b\"", "a/b")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    public async Task An_id_may_be_a_number_or_a_text(string json, string expected) =>
        Assert.Equal(expected, ApiId.Text((await ReadAsync(Config(id: json))).Id));

    [Theory]
    [InlineData("2018-10-01T17:04:34Z", 0)]
    [InlineData("2018-10-01T17:04:34.1Z", 1000000)]
    [InlineData("2018-10-01T17:04:34.154530Z", 1545300)]
    [InlineData("2018-10-01T17:04:34.1545301Z", 1545301)]
    [InlineData("2018-10-01T18:04:34.154530+01:00", 1545300)]
    public async Task A_date_keeps_all_its_digits(string date, long ticks) =>
        Assert.Equal(new DateTimeOffset(2018, 10, 1, 17, 4, 34, TimeSpan.Zero).AddTicks(ticks).LocalDateTime, (await ReadAsync(Config(date: $"\"{date}\""))).DateCreated);

    [Fact]
    public async Task Unknown_attributes_are_kept_as_plain_values()
    {
        WebhookConfig config = await ReadAsync(Config(more: """, "n":12345678901234567890123, "d":0.1, "big":1e400, "t":"2018-10-01T17:04:34.154530Z", "o":{"a":[1,null,true]}"""));
        IReadOnlyDictionary<string, object?> kept = config.AdditionalProperties;
        Assert.Equal(BigInteger.Parse("12345678901234567890123", System.Globalization.CultureInfo.InvariantCulture), kept["n"]);
        Assert.Equal(0.1m, kept["d"]);
        Assert.Equal("1e400", kept["big"]);
        Assert.Equal("2018-10-01T17:04:34.154530Z", kept["t"]);
        var inner = Assert.IsType<Dictionary<string, object?>>(kept["o"]);
        Assert.Equal([1L, null, true], Assert.IsType<List<object?>>(inner["a"]));
    }

    [Theory]
    [InlineData("""{"resource":"webhook_config","url":"https://a/","state":"new"}""", "id")]
    [InlineData("""{"id":[],"url":"https://a/","state":"new"}""", "id")]
    public async Task A_wrong_shape_names_the_attribute(string json, string attribute)
    {
        RicloudException failure = await Assert.ThrowsAsync<RicloudException>(() => ReadAsync(json));
        Assert.Equal(RicloudErrorKind.InvalidResponse, failure.Kind);
        Assert.Contains($"'{attribute}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_comes_twice_counts_as_it_came_last() =>
        Assert.Equal("valid", (await ReadAsync(Config(more: ""","state":"valid" """))).State);

    [Fact]
    public async Task A_secret_is_in_no_text_that_is_made_of_a_model()
    {
        WebhookConfig config = await ReadAsync(Config(more: ""","secret":"planted-secret" """));
        Assert.DoesNotContain("planted", config + JsonConvert.SerializeObject(config), StringComparison.Ordinal);
        Assert.DoesNotContain("planted", new WebhookConfig { Secret = config.Secret }.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _network.Dispose();

    private static string Config(string id = "3", string date = "\"2018-10-01T17:04:34Z\"", string more = "") =>
        $$"""{"id":{{id}},"resource":"webhook_config","organisation":1,"url":"https://a/","state":"new","date_created":{{date}}{{more}}}""";

    private Task<WebhookConfig> ReadAsync(string json) =>
        _network.Answers(200, json).Client().WebhookConfigs.GetAsync("3", TestContext.Current.CancellationToken);
}
