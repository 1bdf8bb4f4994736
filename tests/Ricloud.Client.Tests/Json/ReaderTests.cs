using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Newtonsoft.Json;
using Ricloud.Json;
using Ricloud.Changes;
using Ricloud.Services;
using Ricloud.Values;
using Xunit;

namespace Ricloud.Tests.Json;

/// <summary>From an answer's bytes to a model: every attribute, exact values, nothing lost, nothing secret shown.</summary>
public sealed partial class ReaderTests
{
    [Fact]
    public void A_webhook_config_has_every_attribute()
    {
        WebhookConfig config = Read("""{"id":3,"resource":"webhook_config","organisation":"org-1","url":"HTTPS://A/%7e?x= y","secret":"planted-secret","state":"odd","date_created":"2018-10-01T17:04:34.154530Z"}""", WebhookConfig.From);
        Assert.Equal(((object)3L, "webhook_config", (object)"org-1", "HTTPS://A/%7e?x= y", "odd"), (config.Id, config.Resource, config.Organisation, config.Url, config.State));
        Assert.Equal("planted-secret", config.RevealSecret());
        Assert.Equal(14, config.RevealSecret()!.Length);
        Assert.Equal(Date("2018-10-01T17:04:34.1545300Z"), config.DateCreated);
        Assert.Empty(config.AdditionalProperties);
    }

    [Fact]
    public void A_task_has_every_attribute()
    {
        RicloudTask task = Read("""{"id":1,"resource":"task","organisation":2,"key":3,"user":4,"source":5,"session":6,"poll":7,"source_type":"8","type":"webhook_config.test","target":9,"state":"failed","results":{"resource":"list","data":[]},"error":"bad","date_created":"2026-01-01T00:00:00Z","date_started":"2026-01-02T00:00:00Z","date_completed":null}""", RicloudTask.From);
        Assert.Equal("1 2 3 4 5 6 7 8 9", string.Join(' ', task.Id, task.Organisation, task.Key, task.User, task.Source, task.Session, task.Poll, task.SourceType, task.Target));
        Assert.Equal(("webhook_config.test", "failed", "bad"), (task.Type, task.State, task.Error));
        Assert.Equal(Date("2026-01-02T00:00:00Z"), task.DateStarted);
        Assert.Null(task.DateCompleted);
        Assert.Equal("list", ((IReadOnlyDictionary<string, object?>)task.Results!)["resource"]);
    }

    [Fact]
    public void An_organisation_has_every_attribute()
    {
        Organisation organisation = Read("""{"id":1,"name":"N","slug":"s","permissions":["a"],"storage_configs":{"data":[]},"webhook_configs":{"data":[{"id":5,"url":"u","state":"valid"}],"total_count":1},"storage_config_default":null,"webhook_config_default":5,"state":"active","date_created":null}""", Organisation.From);
        Assert.Equal((1L, "N", "s", "active", 5L, (string?)null), (organisation.Id, organisation.Name, organisation.Slug, organisation.State, organisation.WebhookConfigDefault, organisation.StorageConfigDefault));
        Assert.Equal(5L, organisation.WebhookConfigs!.Data.Single().Id);
        Assert.Equal(["a"], (List<object?>)organisation.Permissions!);
    }

    [Fact]
    public void A_key_and_an_event_have_every_attribute()
    {
        Key key = Read("""{"id":1,"type":"trial","storage_config":2,"webhook_config":"3","token":"planted-token","state":"expired","date_created":null,"date_expires":"2026-01-02T00:00:00Z"}""", Key.From);
        Assert.Equal(((object)1L, "trial", (object)2L, (object)"3", "planted-token", "expired"), (key.Id, key.Type, key.StorageConfig, key.WebhookConfig, key.RevealToken(), key.State));
        Assert.Equal(Date("2026-01-02T00:00:00Z"), key.DateExpires);
        RicloudEvent item = RicloudEvent.Parse(Encoding.UTF8.GetBytes("""{"id":"u","type":"task","action":"failed","data":{"id":1},"state":"pending","retries":2,"date_created":null,"date_delivered":"2026-01-02T00:00:00Z"}"""));
        Assert.Equal(((object)"u", "task", "failed", "pending", 2L), (item.Id, item.Type, item.Action, item.State, item.Retries));
        Assert.Equal(1L, ((IReadOnlyDictionary<string, object?>)item.Data!)["id"]);
    }

    [Theory]
    [InlineData("7", "7", typeof(long))]
    [InlineData("-1", "-1", typeof(long))]
    [InlineData("\"7\"", "7", typeof(string))]
    [InlineData("\"007\"", "007", typeof(string))]
    [InlineData("\"../x\\u0000\"", "../x\0", typeof(string))]
    [InlineData("9223372036854775807", "9223372036854775807", typeof(long))]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890", typeof(System.Numerics.BigInteger))]
    public void An_id_that_is_a_number_stays_one_and_text_stays_text(string json, string text, Type type)
    {
        object id = Config($"\"id\":{json}").Id;
        Assert.Equal((type, text), (id.GetType(), ApiId.Text(id)));
    }

    [Fact]
    public void An_id_of_a_thousand_digits_is_kept() =>
        Assert.Equal(new string('9', 1000), Config($"\"id\":{new string('9', 1000)}").Id);

    [Theory]
    [InlineData("2018-10-01T17:04:34Z", "2018-10-01T17:04:34.0000000Z")]
    [InlineData("2018-10-01T17:04:34.1Z", "2018-10-01T17:04:34.1000000Z")]
    [InlineData("2018-10-01T17:04:34.154530Z", "2018-10-01T17:04:34.1545300Z")]
    [InlineData("2018-10-01T17:04:34.1545307Z", "2018-10-01T17:04:34.1545307Z")]
    [InlineData("2018-10-01T17:04:34.15453079Z", "2018-10-01T17:04:34.1545307Z")]
    [InlineData("2018-10-01T17:04:34.154530", "2018-10-01T17:04:34.1545300Z")]
    [InlineData("2018-10-01T19:34:34.5+02:30", "2018-10-01T17:04:34.5000000Z")]
    [InlineData("2018-10-01T14:04:34-0300", "2018-10-01T17:04:34.0000000Z")]
    [InlineData("2020-02-29T00:30:00+01", "2020-02-28T23:30:00.0000000Z")]
    public void A_date_is_UTC_to_the_last_digit(string json, string expected) =>
        Assert.Equal(expected, Config($"\"id\":1,\"date_created\":\"{json}\"").DateCreated!.Value.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("\"2019-02-29T00:00:00Z\"")]
    [InlineData("\"2018-10-01\"")]
    [InlineData("\"2018-10-01T17:04:34.Z\"")]
    [InlineData("\"2018-10-01T25:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+01:00\"")]
    [InlineData("\"2018-10-01T17:04:34+\"")]
    [InlineData("\"\u0662018-10-01T17:04:34Z\"")]
    [InlineData("1538413474")]
    public void What_is_no_date_is_kept_as_it_came(string json)
    {
        WebhookConfig config = Config($"\"id\":1,\"date_created\":{json}");
        Assert.Null(config.DateCreated);
        Assert.Equal(json.Trim('"'), Convert.ToString(config.AdditionalProperties["date_created"], CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\"id\":[]", "id")]
    [InlineData("\"id\":1.5", "id")]
    [InlineData("\"id\":\"\"", "id")]
    [InlineData("\"id\":null", "id")]
    public void An_id_that_is_none_is_named(string json, string name) => Wrong(json, name);

    [Fact]
    public void What_is_unknown_is_kept_as_plain_and_exact_values()
    {
        IReadOnlyDictionary<string, object?> more = Config("""
            "id":1,"a":"2018-10-01T17:04:34Z","b":true,"c":9223372036854775807,"d":123456789012345678901234567890,"e":0.10,"f":null,
            "g":[1,{"h":[]}],"i":1e400,"j":0.1234567890123456789012345678901234567890,"k":1e-40,"l":0.0,"m":1e5,"n":-0.5,
            "o":1234567890123456e14,"p":1e-99999999999
            """).AdditionalProperties;
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "i", "j", "k", "l", "m", "n", "o", "p"], more.Keys);
        Assert.Equal(
            ["2018-10-01T17:04:34Z", true, long.MaxValue, BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture), 0.10m, null],
            more.Values.Take(6));
        Assert.Equal(["1e400", "0.1234567890123456789012345678901234567890", "1e-40", 0.0m, 100000m, -0.5m, "1234567890123456e14", "1e-99999999999"], more.Values.Skip(7));
        Assert.Equal(1L, ((List<object?>)more["g"]!)[0]);
    }

    [Fact]
    public void Decimals_are_exact_or_kept_as_their_text() =>
        Gen.Select(Gen.Char['0', '9'].Array[1, 40], Gen.Char['0', '9'].Array[1, 40], Gen.Int[-40, 40]).Sample(static x =>
        {
            string whole = new string(x.Item1).TrimStart('0');
            string number = (whole.Length == 0 ? "0" : whole) + "." + new string(x.Item2) + "e" + x.Item3.ToString(CultureInfo.InvariantCulture);
            object? value = Config("\"id\":1,\"n\":" + number).AdditionalProperties["n"];
            return value is string text ? text == number : Fraction(((decimal)value!).ToString(CultureInfo.InvariantCulture)) == Fraction(number);
        });

    [Fact]
    public void The_last_of_two_attributes_of_one_name_counts() => Assert.Equal(2L, Config("\"id\":1,\"id\":2").Id);

    [Fact]
    public void A_secret_longer_than_a_SecureString_holds_is_refused_by_name()
    {
        string secret = new('x', 65537);
        Wrong($"\"id\":1,\"secret\":\"{secret}\"", "secret");
        Assert.Equal(65536, Config($"\"id\":1,\"secret\":\"{secret[1..]}\"").RevealSecret()!.Length);
    }

    [Fact]
    public void A_mutated_answer_is_read_or_refused()
    {
        byte[] right = Encoding.UTF8.GetBytes("""{"data":[{"id":1,"url":"é","state":"new","secret":"s\u0041","x":[1e400,-0.5,{"token":"t"}],"date_created":"2018-10-01T17:04:34.1Z"}],"has_more":false}""");
        Gen.Select(Gen.Int[0, right.Length - 1], Gen.Byte, Gen.Int[0, 2]).Array[1, 4].Sample(
            changes =>
            {
                List<byte> bytes = [.. right];
                foreach ((int at, byte value, int how) in changes)
                {
                    int place = Math.Min(at, bytes.Count - 1);
                    if (how == 0)
                    {
                        bytes[place] = value;
                    }
                    else if (how == 1)
                    {
                        bytes.Insert(place, value);
                    }
                    else
                    {
                        bytes.RemoveAt(place);
                    }
                }

                try
                {
                    ConfigKind.Webhook.Paged.Page(JsonBody.Read([.. bytes], bytes.Count));
                }
                catch (BodyFormatException)
                {
                    // Refused, which is all that a broken answer may be.
                }
            },
            iter: 20_000);
    }

    [Fact]
    public void Every_property_of_a_model_is_read_from_its_name_in_snake_case()
    {
        EveryPropertyIsRead(WebhookConfig.From);
        EveryPropertyIsRead(StorageConfig.From);
        EveryPropertyIsRead(RicloudTask.From);
        EveryPropertyIsRead(Organisation.From);
        EveryPropertyIsRead(Key.From);
        EveryPropertyIsRead(RicloudEvent.From);
        EveryPropertyIsRead(static json => RicloudList<Key>.From(json, Key.From));
    }

    [Fact]
    public void No_public_property_is_of_a_JSON_librarys_type() =>
        Assert.DoesNotContain(
            typeof(RicloudClient).Assembly.GetExportedTypes().SelectMany(static type => type.GetProperties()),
            static property => property.PropertyType.Namespace?.StartsWith("Newtonsoft", StringComparison.Ordinal) == true);

    [Fact]
    public void No_secret_is_in_a_models_text_or_JSON()
    {
        WebhookConfig config = Config("\"id\":1,\"secret\":\"planted-1\",\"more\":{\"secret\":\"planted-2\",\"token\":\"planted-3\"}");
        Key key = Read("""{"id":1,"token":"planted-4","state":"active"}""", Key.From);
        RicloudEvent item = RicloudEvent.Parse(Encoding.UTF8.GetBytes("""{"id":1,"data":{"secret":"planted-5","list":[{"token":"planted-6"}]}}"""));
        foreach (object model in new object[] { config, key, item, new RicloudList<WebhookConfig> { Data = [config] } })
        {
            Assert.DoesNotContain("planted", model.ToString() + JsonConvert.SerializeObject(model) + System.Text.Json.JsonSerializer.Serialize(model), StringComparison.Ordinal);
        }

        Assert.IsType<RicloudSecret>(((IReadOnlyDictionary<string, object?>)config.AdditionalProperties["more"]!)["secret"]);
    }

    private static (BigInteger, int) Fraction(string number)
    {
        Match match = NumberParts().Match(number);
        BigInteger digits = BigInteger.Parse(match.Groups[1].Value + match.Groups[2].Value, CultureInfo.InvariantCulture);
        int power = (match.Groups[3].Success ? int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture) : 0) - match.Groups[2].Length;
        while (!digits.IsZero && digits % 10 == 0)
        {
            digits /= 10;
            power++;
        }

        return digits.IsZero ? (digits, 0) : (digits, power);
    }

    [GeneratedRegex(@"^(\d+)(?:\.(\d+))?(?:e(-?\d+))?$")]
    private static partial Regex NumberParts();

    private static WebhookConfig Config(string attributes) => Read("{\"url\":\"u\",\"state\":\"new\"," + attributes + "}", WebhookConfig.From);

    private static void Wrong(string attributes, string name) =>
        Assert.Contains($"{name}'", Assert.Throws<BodyFormatException>(() => Config(attributes)).Message, StringComparison.Ordinal);

    private static T Read<T>(string json, Func<Attributes, T> read)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        return read(JsonBody.Read(bytes, bytes.Length));
    }

    private static void EveryPropertyIsRead<T>(Func<Attributes, T> from)
        where T : class
    {
        PropertyInfo[] properties = [.. typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(static p => p.SetMethod is not null && p.Name is not ("AdditionalProperties" or "Origin" or "HasSecrets"))];
        Assert.NotEmpty(properties);
        string json = string.Join(',', properties.Select(static p => $"\"{Snake(p.Name)}\":{Sample(p.PropertyType)}"));

        T model = Read($"{{{json}}}", from);

        Assert.Empty((IReadOnlyDictionary<string, object?>)typeof(T).GetProperty("AdditionalProperties", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(model)!);
        Assert.All(properties, property => Assert.NotNull(property.GetValue(model)));
        Assert.All(properties, property => Assert.NotEqual(string.Empty, property.GetValue(model)));
    }

    private static string Snake(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? string.Empty : "_") + char.ToLowerInvariant(c) : c.ToString()));

    private static string Sample(Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(RicloudSecret) => "\"text\"",
        _ when type == typeof(DateTime?) => "\"2026-01-01T00:00:00Z\"",
        _ when type == typeof(bool) || type == typeof(bool?) => "true",
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(RicloudList<>) => """{"data":[]}""",
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => "[]",
        _ => "5",
    };

    private static DateTime Date(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).LocalDateTime;
}
