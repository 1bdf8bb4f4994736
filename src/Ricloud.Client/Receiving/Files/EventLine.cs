using System;
using System.IO;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Ricloud.Json;

namespace Ricloud;

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
        string body = received.Body.Trim(' ', '\t', '\r', '\n', '\uFEFF');
        bool isOneLine = body.IndexOfAny(['\r', '\n']) < 0;
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
        int mark = line.LastIndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return RicloudEvent.Parse(Encoding.UTF8.GetBytes(line));
        }

        JObject how = ReadObject(line.Substring(mark + Mark.Length - 1).TrimEnd());
        byte[] body = Encoding.UTF8.GetBytes(Text(how, "raw_body") ?? line.Substring(0, mark) + "}");
        return new ReceivedEvent(RicloudEvent.Parse(body), body)
        {
            ReceivedAt = Moment(Text(how, "at")),
            Verdict = Enum.TryParse(Text(how, "verdict"), out WebhookVerdict verdict) ? verdict : null,
            Signature = Text(how, "signature"),
        };
    }

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
        text is not null && IsoDate.TryParse(text, out DateTimeOffset moment)
            ? moment.LocalDateTime
            : throw new FormatException("This isn't an event as it was received: the line doesn't say when it came.");
}
