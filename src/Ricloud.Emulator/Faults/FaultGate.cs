using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Inspection;
using Ricloud.Emulator.Measures;

namespace Ricloud.Emulator.Faults;

/// <summary>Stands before the API's routes: writes down each request, and does to it what a rule says.</summary>
internal sealed class FaultGate(FaultRules rules, RequestLog log, EmulatorMetrics metrics, ActivityLog activity, TimeProvider time, CancellationToken stopping)
{
    /// <param name="http">The request.</param>
    /// <param name="handle">Handles it as the API does, errors included.</param>
    public async Task HandleAsync(HttpContext http, Func<HttpContext, Task> handle)
    {
        var request = http.Request;
        var path = request.Path.Value ?? "";
        var entry = log.Add(request.Method, path, request.QueryString.Value ?? "");
        var callerGone = http.RequestAborted;
        var began = time.GetTimestamp();
        using var tracked = metrics.TrackRequest();
        http.Response.OnStarting(WriteDown, new Starting(entry, http.Response, callerGone));
        var isInspectors = request.Headers.ContainsKey(ThisEmulator.InspectorHeader);

        // Whoever plays a bad day wants to watch it.
        var rule = isInspectors ? null : rules.Choose(request.Method, path);
        try
        {
            await (rule is null ? handle(http) : ApplyAsync(rule, new FaultedRequest(http, entry, handle, time, stopping))).ConfigureAwait(false);
        }
        finally
        {
            if (callerGone.IsCancellationRequested)
            {
                entry.Abandon(handled: null);
            }

            var (outcome, duration) = (entry.Outcome, time.GetElapsedTime(began));
            metrics.AddRequest(request.Method, outcome.Name, outcome.Status, duration);
            activity.Add(new RequestRecord(
                entry.ReceivedAt, entry.Method, entry.Path, entry.Query, http.Items[Exchange.KeyItem] as long?, outcome.Status, outcome.Name, duration,
                entry.Rule?.Kind, entry.Rule?.Id, isInspectors));
        }
    }

    private async Task ApplyAsync(FaultRule rule, FaultedRequest request)
    {
        try
        {
            await rule.Fault.BeginAsync(request).ConfigureAwait(false);
        }
        finally
        {
            // Whoever sees in the list that the rule has fired knows that nothing more is needed of the caller.
            request.Entry.Meet(rule);
            metrics.AddFault(rule.Kind);
        }

        try
        {
            await rule.Fault.ApplyAsync(request).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            request.Http.Abort();
        }
    }

    // Before the first byte leaves, so that whoever has an answer finds it in the list.
    private static Task WriteDown(object state)
    {
        var starting = (Starting)state;
        if (starting.CallerGone.IsCancellationRequested)
        {
            starting.Entry.Abandon(starting.Response.StatusCode);
        }
        else
        {
            starting.Entry.Answer(starting.Response.StatusCode);
        }

        return Task.CompletedTask;
    }

    private sealed record Starting(LoggedRequest Entry, HttpResponse Response, CancellationToken CallerGone);
}
