using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace Ricloud.Emulator.Tests.Support;

public sealed record Answer(int Status, string? ContentType, string Text)
{
    public JsonElement Json { get; } = Parse(Text);

    public string Id => Json.GetProperty("id").ToString();

    public string State => Json.GetProperty("state").GetString()!;

    /// <summary>The ids of a list's data, in its order.</summary>
    public IReadOnlyList<long> Ids => [.. Json.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetInt64())];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());

    /// <summary>Checks the whole error body, and that it names exactly these fields.</summary>
    public void AssertRefused(int status, string error, params string[] fields)
    {
        Assert.True(Status == status, $"{status} was expected, and {Status} came: {Text}");
        Assert.Equal("application/json", ContentType);
        Assert.Equal(error, Json.GetProperty("error").GetString());
        Assert.NotEqual("", Json.GetProperty("message").GetString());
        Assert.Equal(fields.Order(), Json.GetProperty("params").EnumerateObject().Select(p => p.Name).Order());
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
