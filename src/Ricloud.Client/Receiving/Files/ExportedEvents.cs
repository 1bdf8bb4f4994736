using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Ricloud.Json;
using Ricloud.Values;
using Ricloud.Webhooks;

namespace Ricloud.Receiving;

/// <summary>
/// Events as <c>ConvertTo-Json</c> writes them: with the names of the properties, over several lines, in an array or one by one.
/// </summary>
internal static class ExportedEvents
{
    // How it came, which isn't the event's own.
    private static readonly string[] OfReceiving = ["ReceivedAt", "Verdict", "Signature", "RawBody"];

    /// <summary>Whether a file that begins with this line is no file of lines.</summary>
    public static bool Begin(string line) => line.Trim().TrimStart('\uFEFF') is "{" or "[" || line.TrimStart('\uFEFF', ' ').StartsWith("[", StringComparison.Ordinal);

    /// <summary>Whether a line is such an event.</summary>
    public static bool IsOne(string line) => line.IndexOf("\"Id\":", StringComparison.Ordinal) >= 0 && line.IndexOf("\"id\":", StringComparison.Ordinal) is var own
        && (own < 0 || own > line.IndexOf("\"Id\":", StringComparison.Ordinal));

    /// <exception cref="FormatException">It isn't an event.</exception>
    public static RicloudEvent Read(string line)
    {
        using var reader = Reader(new StringReader(line));
        try
        {
            return Of(JObject.Load(reader));
        }
        catch (JsonException exception)
        {
            throw new FormatException("This isn't an event: it isn't JSON, or was cut short.", exception);
        }
    }

    /// <summary>All the events of a file, each with the line that it begins on.</summary>
    public static IEnumerable<EventFileLine> Read(TextReader text)
    {
        using var reader = Reader(text);
        reader.SupportMultipleContent = true;
        while (true)
        {
            EventFileLine? item = null;
            try
            {
                if (!reader.Read())
                {
                    yield break;
                }

                item = reader.TokenType == JsonToken.StartObject ? Item(reader.LineNumber, JObject.Load(reader)) : null;
            }
            catch (JsonException)
            {
                item = new EventFileLine(reader.LineNumber, null, "This isn't JSON, or was cut short.", isTorn: false);
            }

            if (item is not null)
            {
                yield return item;
            }

            if (item is { Event: null } && reader.TokenType != JsonToken.EndObject)
            {
                yield break;
            }
        }
    }

    private static EventFileLine Item(int number, JObject source)
    {
        try
        {
            return new EventFileLine(number, Of(source), null, isTorn: false);
        }
        catch (FormatException exception)
        {
            return new EventFileLine(number, null, exception.Message, isTorn: false);
        }
    }

    private static RicloudEvent Of(JObject source)
    {
        var raw = source["RawBody"] is JValue { Type: JTokenType.String } text ? (string?)text : null;
        JObject named = new(source.Properties().Where(p => !OfReceiving.Contains(p.Name)).Select(p => new JProperty(Name(p.Name), p.Value)));
        var body = Encoding.UTF8.GetBytes(raw ?? named.ToString(Formatting.None));
        var occurrence = RicloudEvent.Parse(body);
        return raw is null || !IsoDate.TryParse((string?)source["ReceivedAt"] ?? string.Empty, out var at)
            ? occurrence
            : new ReceivedEvent(occurrence, body)
            {
                ReceivedAt = at.LocalDateTime,
                Verdict = WebhookVerdict.Named((string?)source["Verdict"]),
                Signature = (string?)source["Signature"],
            };
    }

    /// <summary>A property's name as the API writes it.</summary>
    private static string Name(string name) =>
        string.Concat(name.Select((c, index) => char.IsUpper(c) ? (index > 0 ? "_" : string.Empty) + char.ToLowerInvariant(c) : c.ToString()));

    private static JsonTextReader Reader(TextReader text) => new(text) { DateParseHandling = DateParseHandling.None, MaxDepth = JsonBody.MaximumDepth };
}
