using System.Globalization;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Ricloud.Json;
using Ricloud.Values;
using Ricloud.Webhooks;

namespace Ricloud.Receiving;

/// <summary>
/// An event as one line of a file: the body as it came, with one attribute added at its end that says how and when it came.
/// Whoever reads the line as JSON finds the event; cutting the attribute off again gives the very bytes that were signed.
/// </summary>
internal static class EventLine
{
    private const string Mark = ",\"_received\":{";

    /// <summary>Writes the line, without its end.</summary>
    public static string Write(ReceivedEvent received)
    {
        var body = received.Body.Trim(' ', '\t', '\r', '\n', '\uFEFF');
        var isOneLine = body.IndexOfAny(['\r', '\n']) < 0;
        if (!isOneLine)
        {
            // In JSON a line can only end between two tokens.
            body = body.Replace('\r', ' ').Replace('\n', ' ');
        }

        StringBuilder line = new(body, body.Length + 256);
        line.Length--;
        line.Append(Mark).Append("\"at\":").Append(JsonConvert.ToString(IsoDate.Format(received.ReceivedAt)));
        Append(line, "verdict", received.Verdict?.ToString());
        Append(line, "signature", received.Signature);
        if (!isOneLine || body.Length != received.Body.Length)
        {
            Append(line, "raw_body", received.Body);
        }

        return line.Append("}}").ToString();
    }

    /// <summary>Reads a line. One without the added attribute, from elsewhere, is an event as well.</summary>
    /// <exception cref="FormatException">It isn't an event.</exception>
    public static RicloudEvent Read(string line)
    {
        var mark = line.LastIndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return RicloudEvent.Parse(Encoding.UTF8.GetBytes(line));
        }

        var how = ReadObject(line.Substring(mark + Mark.Length - 1).TrimEnd());
        var body = Encoding.UTF8.GetBytes(Text(how, "raw_body") ?? line.Substring(0, mark) + "}");
        return new ReceivedEvent(RicloudEvent.Parse(body), body)
        {
            ReceivedAt = Moment(Text(how, "at")),
            Verdict = WebhookVerdict.Named(Text(how, "verdict")),
            Signature = Text(how, "signature"),
        };
    }

    /// <summary>Whether a last line without an end is the beginning of one that was being written.</summary>
    public static bool IsTorn(ArraySegment<byte> line) => line.Array![line.Offset] switch
    {
        // A power loss may leave the length of what wasn't written yet, and zeros in it.
        0 => true,
        (byte)'{' => !IsWhole(line),
        _ => false,
    };

    /// <summary>The event's id as text, without reading on behind it; null when the line isn't an event.</summary>
    public static string? Id(ArraySegment<byte> line)
    {
        try
        {
            using var json = Reader(line);
            if (!json.Read() || json.TokenType != JsonToken.StartObject)
            {
                return null;
            }

            while (json.Read() && json.TokenType == JsonToken.PropertyName)
            {
                var isId = (string?)json.Value == "id";
                if (!json.Read())
                {
                    return null;
                }

                if (isId)
                {
                    return json.TokenType is JsonToken.String or JsonToken.Integer ? Convert.ToString(json.Value, CultureInfo.InvariantCulture) : null;
                }

                json.Skip();
            }
        }
        catch (JsonException)
        {
            // Somebody else's line.
        }

        return null;
    }

    /// <summary>When the event came, if the line's last bytes say it.</summary>
    public static DateTimeOffset? ReceivedAt(ArraySegment<byte> line)
    {
        var count = Math.Min(line.Count, 1024);
        var end = Encoding.UTF8.GetString(line.Array!, line.Offset + line.Count - count, count);
        const string At = Mark + "\"at\":\"";
        var start = end.LastIndexOf(At, StringComparison.Ordinal) + At.Length;
        var stop = start < At.Length ? -1 : end.IndexOf('"', start);
        return stop >= 0 && IsoDate.TryParse(end.Substring(start, stop - start), out var moment) ? moment : null;
    }

    private static bool IsWhole(ArraySegment<byte> line)
    {
        try
        {
            using var json = Reader(line);
            return json.Read() && JToken.ReadFrom(json) is JObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonTextReader Reader(ArraySegment<byte> line) =>
        new(new StreamReader(new MemoryStream(line.Array!, line.Offset, line.Count), Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1024))
        {
            DateParseHandling = DateParseHandling.None,
            MaxDepth = JsonBody.MaximumDepth,
        };

    private static void Append(StringBuilder line, string name, string? value)
    {
        if (value is not null)
        {
            line.Append(",\"").Append(name).Append("\":").Append(JsonConvert.ToString(value));
        }
    }

    private static JObject ReadObject(string text)
    {
        try
        {
            using JsonTextReader reader = new(new StringReader(text.Substring(0, text.Length - 1)))
            {
                DateParseHandling = DateParseHandling.None,
                MaxDepth = JsonBody.MaximumDepth,
            };
            return JObject.Load(reader);
        }
        catch (JsonException exception)
        {
            throw new FormatException("This isn't an event: the line was cut short, or changed.", exception);
        }
    }

    private static string? Text(JObject how, string name) => how[name] is JValue { Type: JTokenType.String } value ? (string?)value : null;

    private static DateTime Moment(string? text) =>
        text is not null && IsoDate.TryParse(text, out var moment)
            ? moment.LocalDateTime
            : throw new FormatException("This isn't an event as it was received: the line doesn't say when it came.");
}
