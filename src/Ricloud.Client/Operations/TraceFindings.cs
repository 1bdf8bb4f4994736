using System.Globalization;
using Ricloud.Models;

namespace Ricloud.Operations;

/// <summary>What a look at an event's way comes to: where it breaks, a sentence that names the fault, and the command that mends it.</summary>
internal static class TraceFindings
{
    public static EventTrace Delivered(EventTrace trace, DateTime? when) => Of(
        trace, null, string.Format(CultureInfo.InvariantCulture, "It was delivered{0}: a receiver took it, so look for it there.", when is { } time ? time.ToUniversalTime().ToString("' on 'yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : string.Empty), string.Empty);

    public static EventTrace NoRoute(EventTrace trace) => Of(
        trace, "route", $"No webhook config is for it: {(trace.Key is null ? "its data name no key" : $"key {trace.Key} has none of its own")}, and the organisation has no default.", "Set-RicloudOrganisation -DefaultWebhookConfig <id>");

    public static EventTrace Gone(EventTrace trace) => Of(
        trace, "config", $"It goes to webhook config {trace.WebhookConfig}, {Rule(trace)}, which isn't there any more.", Repoint(trace));

    public static EventTrace Deactivated(EventTrace trace) => Of(
        trace, "config", $"It goes to webhook config {trace.WebhookConfig}, {Rule(trace)}, which is deactivated, so nothing is delivered.", $"Set-RicloudWebhookConfig {trace.WebhookConfig} -State new -Wait");

    public static EventTrace TestFailed(EventTrace trace) => Of(
        trace, "test", $"Webhook config {trace.WebhookConfig} ({trace.Url}) is invalid: {Meaning(trace.LastError)}.", Mending(trace, trace.LastError));

    public static EventTrace Untested(EventTrace trace) => Of(
        trace, "test", $"Webhook config {trace.WebhookConfig} ({trace.Url}) is new: its test isn't done yet.", $"Get-RicloudWebhookConfig {trace.WebhookConfig}");

    public static EventTrace NoName(EventTrace trace, Uri address) => Of(
        trace, "name", $"The name {address.DnsSafeHost} has no address, as seen from here.", $"Set-RicloudWebhookConfig {trace.WebhookConfig} -Url <address> -Wait -Force");

    public static EventTrace NoConnection(EventTrace trace, Uri address, string? reason) => Of(
        trace, "connection", $"Nobody listens at {address.DnsSafeHost}:{address.Port}, as seen from here: {reason ?? "no answer in time"}. Start the receiver, or open the way to it.", $"Test-RicloudWebhookConfig {trace.WebhookConfig} -Wait");

    public static EventTrace NoTls(EventTrace trace, Uri address) => Of(
        trace, "tls", $"{address.DnsSafeHost}:{address.Port} doesn't speak TLS. Set it up there, or use the http address.", $"Set-RicloudWebhookConfig {trace.WebhookConfig} -Url <address> -Wait -Force");

    public static EventTrace BadCertificate(EventTrace trace, Uri address, string problem) => Of(
        trace, "tls", $"The certificate of {address.DnsSafeHost} is no good: {problem}. Replace it there.", $"Test-RicloudWebhookConfig {trace.WebhookConfig} -Wait");

    public static EventTrace NoSecret(EventTrace trace) => Of(
        trace, "receiver", $"The API doesn't show the secret of webhook config {trace.WebhookConfig}, so the receiver couldn't be tried.", $"Test-RicloudWebhookConfig {trace.WebhookConfig} -Wait");

    public static EventTrace NoAnswer(EventTrace trace, string reason) => Of(trace, "receiver", reason, $"Test-RicloudWebhookConfig {trace.WebhookConfig} -Wait");

    public static EventTrace Refused(EventTrace trace, int status, string answer)
    {
        var error = "status-" + status.ToString(CultureInfo.InvariantCulture);
        return Of(trace, "receiver", $"The receiver at {trace.Url} doesn't take it: {Meaning(error)}{(answer.Length > 0 ? $". It says '{answer}'" : string.Empty)}.", Mending(trace, error));
    }

    /// <summary>Nothing is wrong on the way, so what there is to say is about the event.</summary>
    public static EventTrace Free(EventTrace trace, bool isProbed)
    {
        var way = $"webhook config {trace.WebhookConfig} ({trace.Url}), {Rule(trace)}, which is valid{(isProbed ? " and takes a signed test from here" : string.Empty)}";
        var probe = isProbed || trace.Id is null ? string.Empty : $"Trace-RicloudEvent {trace.Id} -Probe";
        return trace switch
        {
            { Id: null } => Of(trace, null, $"It would go to {way}.", $"Trace-RicloudEvent -Key {trace.Key}{(trace.Type is null ? string.Empty : $" -Type {trace.Type}.{trace.Action}")} -Probe"),
            { State: RicloudEventState.Failed } => Of(trace, "delivery", $"The API has given up on it after {Retries(trace)}. By now it would go to {way}.", $"Restore-RicloudEvent {trace.Id}"),
            { State: RicloudEventState.Pending } => Of(trace, null, $"It is on its way, after {Retries(trace)}, to {way}. The API tries it up to five times over a few hours.", probe),
            _ => Of(trace, null, $"It is {trace.State}, and would go to {way}.", probe),
        };
    }

    private static string Rule(EventTrace trace) => trace.Rule switch
    {
        EventRoute.Key => $"that of key {trace.Key}",
        EventRoute.Test => "the one under test",
        _ => "the organisation's default",
    };

    private static string Repoint(EventTrace trace) => trace.Rule == EventRoute.Key
        ? $"Set-RicloudKey {trace.Key} -UseDefaultWebhookConfig"
        : "Set-RicloudOrganisation -DefaultWebhookConfig <id>";

    private static string Retries(EventTrace trace) => trace.Retries == 1 ? "1 retry" : $"{trace.Retries ?? 0} retries";

    /// <summary>What a test's error means to whoever runs the receiver.</summary>
    private static string Meaning(string? error) => error switch
    {
        null => "its last test failed, and doesn't say why",
        "status-401" or "status-403" => $"it refuses the signature ({error}), so it has another secret",
        "status-404" or "status-405" or "status-410" => $"there is no receiver at this path ({error})",
        "connection-refused" => "nobody listens there (connection-refused)",
        _ when error.StartsWith("status-3", StringComparison.Ordinal) => $"it answers with a redirect ({error}), which isn't followed",
        _ when error.StartsWith("status-5", StringComparison.Ordinal) => $"it fails itself ({error})",
        _ => $"its last test failed with {error}",
    };

    private static string Mending(EventTrace trace, string? error) => error switch
    {
        "status-401" or "status-403" => $"(Get-RicloudWebhookConfig {trace.WebhookConfig}).Secret.Reveal()",
        "status-404" or "status-405" or "status-410" => $"Set-RicloudWebhookConfig {trace.WebhookConfig} -Url <address> -Wait -Force",
        _ when error?.StartsWith("status-3", StringComparison.Ordinal) == true => $"Set-RicloudWebhookConfig {trace.WebhookConfig} -Url <address> -Wait -Force",
        _ => $"Test-RicloudWebhookConfig {trace.WebhookConfig} -Wait",
    };

    private static EventTrace Of(EventTrace trace, string? where, string conclusion, string command)
    {
        trace.BreaksAt = where;
        trace.Conclusion = conclusion;
        trace.Command = command;
        return trace;
    }
}
