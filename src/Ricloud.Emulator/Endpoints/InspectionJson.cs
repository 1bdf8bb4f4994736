using Ricloud.Emulator.Inspection;
using Ricloud.Emulator.Json;

namespace Ricloud.Emulator.Endpoints;

/// <summary>Writes what happened, for the inspector.</summary>
internal static class InspectionJson
{
    public static void Write(Utf8JsonWriter writer, Activity activity)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", activity.Number);
        if (activity.Delivery is { } delivery)
        {
            WriteSummary(writer, delivery);
        }
        else if (activity.Request is { } request)
        {
            Write(writer, request);
        }
        else
        {
            writer.WriteString("kind", "config");
            WriteMembers(writer, activity.Config!);
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ConfigRecord config)
    {
        writer.WriteStartObject();
        WriteMembers(writer, config);
        writer.WriteEndObject();
    }

    /// <param name="writer">The writer.</param>
    /// <param name="number">Its number in the activity.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="limit">How many bytes of its body at most.</param>
    public static void WriteWhole(Utf8JsonWriter writer, long number, DeliveryRecord delivery, int limit)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", number);
        WriteSummary(writer, delivery);
        writer.WriteString("signature", delivery.Signature);
        writer.WriteNumberOrNull("secret_of", delivery.SecretOf);
        writer.WriteString("headers", delivery.Headers);
        var shown = delivery.Body.AsSpan(0, Math.Min(limit, delivery.Body.Length));
        writer.WriteString("body", Encoding.UTF8.GetString(shown));
        writer.WriteBase64String("body_bytes", shown);
        writer.WriteNumber("body_kept", delivery.Body.Length);
        writer.WriteNumber("body_length", delivery.BodyLength);
        writer.WriteString("answer_headers", delivery.AnswerHeaders);
        writer.WriteString("answer", Encoding.UTF8.GetString(delivery.Answer));
        writer.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter writer, DeliveryRecord delivery)
    {
        writer.WriteString("kind", delivery.Kind);
        writer.WriteDate("at", delivery.At);
        writer.WriteNumberOrNull("config", delivery.Config);
        writer.WriteString("event", delivery.Event);
        writer.WriteString("name", delivery.Name);
        writer.WriteString("url", delivery.Url);
        writer.WriteString("outcome", delivery.Outcome);
        writer.WriteString("error", delivery.Error);
        writer.WriteNumberOrNull("status", delivery.Status);
        writer.WriteString("verdict", delivery.Verdict);
        writer.WriteNumber("try", delivery.Try);
        writer.WriteNumberOrNull("replay_of", delivery.ReplayOf);
        writer.WriteNumber("ms", Math.Round(delivery.Duration.TotalMilliseconds, 1));
    }

    private static void Write(Utf8JsonWriter writer, RequestRecord request)
    {
        writer.WriteString("kind", "request");
        writer.WriteDate("at", request.At);
        writer.WriteString("method", request.Method);
        writer.WriteString("path", request.Path);
        writer.WriteString("query", request.Query);
        writer.WriteNumberOrNull("key", request.Key);
        writer.WriteNumberOrNull("status", request.Status);
        writer.WriteString("outcome", request.Outcome);
        writer.WriteNumber("ms", Math.Round(request.Duration.TotalMilliseconds, 1));
        writer.WriteString("fault", request.Fault);
        writer.WriteNumberOrNull("rule", request.Rule);
        writer.WriteBoolean("own", request.IsInspectors);
    }

    private static void WriteMembers(Utf8JsonWriter writer, ConfigRecord config)
    {
        writer.WriteDate("at", config.At);
        writer.WriteNumber("id", config.Id);
        writer.WriteString("url", config.Url);
        writer.WriteString("state", config.State);
        writer.WriteString("reason", config.Reason);
    }
}
