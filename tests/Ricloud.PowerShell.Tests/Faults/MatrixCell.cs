using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;

namespace Ricloud.Tests.Faults;

/// <summary>One row under one column, for the first try or for every one.</summary>
internal sealed record MatrixCell(MatrixRow Row, MatrixFault Fault, bool IsEvery)
{
    // Two tries of two seconds each fit into the three quarters of the deadline that sending has.
    private const string Connect = "Connect-Ricloud -Url $url -Token $token -SkipTokenCheck -TimeoutSec 2 -MaximumRetryCount 1 -RetryDeadlineSec 8";

    private static readonly TimeSpan RetryDeadline = TimeSpan.FromSeconds(8);

    /// <summary>What the engine and a busy machine may take besides.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(12);

    public string Name => $"{Row.Name} / {Fault.Name} / {(IsEvery ? "every try" : "first try")}";

    /// <summary>Runs the cell and says what it has shown: the outcome, and how often the request was sent.</summary>
    /// <param name="lane">Where.</param>
    /// <param name="elsewhere">The address that redirects lead to.</param>
    public async Task<MatrixResult> RunAsync(MatrixLane lane, Uri elsewhere)
    {
        const int Runs = 3;
        for (int run = 1; ; run++)
        {
            MatrixResult result = await RunOnceAsync(lane, elsewhere);
            if (!result.IsOfStall || result.Problems.Count == 0 || run == Runs)
            {
                return result;
            }
        }
    }

    private async Task<MatrixResult> RunOnceAsync(MatrixLane lane, Uri elsewhere)
    {
        MatrixItem item = await Row.Prepare(lane);
        string request = Row.Request.Replace("$id", item.Id, StringComparison.Ordinal).Replace("$key", lane.KeyId, StringComparison.Ordinal)
            .Replace("$task", lane.TaskId, StringComparison.Ordinal).Replace("$event", lane.EventId, StringComparison.Ordinal);
        Dictionary<string, object?> variables = new()
        {
            ["url"] = lane.Emulator.Url.ToString(),
            ["token"] = lane.Emulator.Token,
            ["id"] = item.Id,
            ["address"] = item.Url,
            ["port"] = item.Port,
            ["key"] = lane.KeyId,
            ["task"] = lane.TaskId,
            ["event"] = lane.EventId,
            ["file"] = System.IO.Path.Combine(lane.Folder, Guid.NewGuid().ToString("N")),
        };
        (await lane.Module.Start(Connect, variables).EndAsync()).AssertClean();
        await lane.FailAsync(Rule(elsewhere));
        if (Fault.IsRateLimit)
        {
            await lane.PrimeAsync(Row.Primer);
        }

        await lane.ForgetRequestsAsync();

        var watch = Stopwatch.StartNew();
        PipelineRun run = await lane.Module.Start("$VerbosePreference = 'Continue'; " + Row.Script).EndAsync();
        TimeSpan elapsed = watch.Elapsed;
        IReadOnlyList<string> requests = await lane.RequestsAsync();
        await lane.HealAsync();

        int sent = requests.Count(found => found == request);
        string outcome = Outcome(run);
        bool wasWaitedFor = Fault.IsAbsence && IsEvery && requests[0] != request && (Row.Way is MatrixWay.Repeated or MatrixWay.Optional or MatrixWay.ReadBack);
        return new MatrixResult(outcome, sent)
        {
            WasWaitedFor = wasWaitedFor,
            Problems = [.. Problems(run, outcome, wasWaitedFor, sent, requests, elapsed, lane.Emulator.Token), .. await ProblemsAtTheServerAsync(lane, item, run, outcome)],
            Elapsed = elapsed,
            IsOfStall = IsStalled(run, request),
        };
    }

    /// <summary>A request that timed out under no fault that holds it back says that the machine stood still for two seconds.</summary>
    private bool IsStalled(PipelineRun run, string request)
    {
        string[] late = [.. run.Verbose.Where(static line => line.Contains("no answer (Timeout)", StringComparison.Ordinal))];
        int held = Fault.Effect != MatrixEffect.Alive ? 0 : IsEvery ? int.MaxValue : 1;
        int ours = late.Count(line => line.StartsWith(request + ":", StringComparison.Ordinal));
        return ours > held || late.Length > ours;
    }

    private static string Outcome(PipelineRun run)
    {
        ErrorRecord[] errors = [.. run.Errors, .. run.TerminatingError is { } last ? [last] : Array.Empty<ErrorRecord>()];
        return errors.Length == 0 ? MatrixExpectation.Ok : string.Join('+', errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
    }

    private string Rule(Uri elsewhere)
    {
        bool isLimit = Fault.IsRateLimit;
        string fields = (IsEvery ? Fault.EveryRule ?? Fault.Rule : Fault.Rule).Replace(MatrixFault.Elsewhere, elsewhere.ToString(), StringComparison.Ordinal);
        string nth = IsEvery || isLimit ? string.Empty : "\"nth\":1,";
        return $"{{\"method\":\"{Row.Method}\",\"path\":\"{Row.RulePath}\",{nth}{fields}}}";
    }

    private IEnumerable<string> Problems(PipelineRun run, string outcome, bool wasWaitedFor, int sent, IReadOnlyList<string> requests, TimeSpan elapsed, string token)
    {
        MatrixExpectation expected = MatrixExpectation.Of(Row, Fault, IsEvery);
        if (outcome != expected.Outcome || (wasWaitedFor ? sent <= expected.Sent : sent != expected.Sent))
        {
            yield return $"expected {expected.Outcome} {expected.Sent}";
        }

        int? others = Row.Others is null || expected.Looks is null ? null
            : outcome == MatrixExpectation.Ok ? Math.Max(Row.Others.Value, expected.Looks.Value) : expected.Looks;
        if (others is not null && requests.Count - sent - Row.ReadsBefore != others && outcome == expected.Outcome)
        {
            yield return $"expected {others} other requests, not {requests.Count - sent - Row.ReadsBefore}: {string.Join(", ", requests)}";
        }

        if (elapsed > (Row.Calls * RetryDeadline) + Grace)
        {
            yield return $"took {elapsed}";
        }

        if (outcome != MatrixExpectation.Ok && run.Output.Any(found => found?.ToString().Length > 0))
        {
            yield return "wrote something besides its error: " + string.Join(' ', run.Output);
        }

        foreach (string warning in run.Warnings)
        {
            yield return "warned: " + warning;
        }

        if (run.Verbose.Concat(run.Errors.Select(static error => error + error.Exception.ToString())).Any(text => text.Contains(token, StringComparison.Ordinal)))
        {
            yield return "showed the token";
        }
    }

    private async Task<IReadOnlyList<string>> ProblemsAtTheServerAsync(MatrixLane lane, MatrixItem item, PipelineRun run, string outcome)
    {
        List<string> problems = [];
        if (outcome == MatrixExpectation.Ok && string.Join(' ', run.Output) is var written && await Row.Right(lane, item) is var right && written != right)
        {
            problems.Add($"wrote '{written}', not '{right}'");
        }

        if (Row.CountAsync is not null)
        {
            int expected = outcome == MatrixExpectation.Ok || Fault.IsDone ? 1 : 0;
            int count = await Row.CountAsync(lane, item);
            if (count != expected)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"the change is there {count} times, not {expected}"));
            }
        }

        return problems;
    }
}
