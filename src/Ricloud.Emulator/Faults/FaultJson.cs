using Ricloud.Emulator.Json;

namespace Ricloud.Emulator.Faults;

/// <summary>Writes rules and requests.</summary>
internal static class FaultJson
{
    public static void Write(Utf8JsonWriter writer, FaultRuleState state)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", state.Rule.Id);
        writer.WriteString("resource", "fault_rule");
        foreach (var (name, value) in state.Rule.Given)
        {
            writer.WriteJson(name, value.GetRawText());
        }

        writer.WriteBoolean("enabled", state.IsEnabled);
        writer.WriteNumber("seen", state.Seen);
        writer.WriteNumber("fired", state.Fired);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, LoggedRequest request)
    {
        var outcome = request.Outcome;
        writer.WriteStartObject();
        writer.WriteNumber("number", request.Number);
        writer.WriteString("resource", "request");
        writer.WriteDate("date_received", request.ReceivedAt);
        writer.WriteString("method", request.Method);
        writer.WriteString("path", request.Path);
        writer.WriteString("query", request.Query);
        writer.WriteString("outcome", outcome.Name);
        writer.WriteNumberOrNull("status", outcome.Status);
        writer.WriteNumberOrNull("handled", outcome.Handled);
        writer.WriteString("fault", request.Rule?.Kind);
        writer.WriteNumberOrNull("rule", request.Rule?.Id);
        writer.WriteEndObject();
    }
}
