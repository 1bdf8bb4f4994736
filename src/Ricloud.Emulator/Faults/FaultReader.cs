using System.Globalization;
using Ricloud.Emulator.Http;

namespace Ricloud.Emulator.Faults;

/// <summary>Reads what a rule of a kind does, and which of the matching requests it does it to.</summary>
internal sealed class FaultReader(TimeProvider time)
{
    private const long LongestMilliseconds = 600_000;
    private const double LongestWindow = 86_400;
    private const string Reset = "reset";
    private static readonly string[] Endings = [Reset, "close"];
    private static readonly string[] RetryAfterForms = ["seconds", "date"];

    public (FaultTrigger Trigger, Fault Fault) Read(string kind, RuleFields fields)
    {
        if (kind == FaultKind.RateLimit)
        {
            var rate = new RateTrigger(
                Required(fields, "limit", 1, 1_000_000_000),
                TimeSpan.FromSeconds(RequiredWindow(fields)),
                time);
            return (rate, new AnswerFault(429, after: false)
            {
                Body = FaultBody.Error(429),
                RetryAfter = new RetryAfter(_ => rate.Left, IsDate(fields)),
            });
        }

        return (Trigger(fields), Simple(kind, fields));
    }

    private static Fault Simple(string kind, RuleFields fields) => kind switch
    {
        FaultKind.Delay => new DelayFault(Milliseconds(Required(fields, "ms", 1, LongestMilliseconds)), IsAfter(fields)),
        FaultKind.Drop => new DropFault(IsAfter(fields), (fields.OneOf("ending", Endings) ?? Reset) == Reset),
        FaultKind.Truncate => new TruncateFault(fields.Integer("bytes", 0, int.MaxValue)),
        FaultKind.Slow => new SlowFault(
            (int)(fields.Integer("bytes", 1, int.MaxValue) ?? 16),
            Milliseconds(fields.Integer("ms", 1, LongestMilliseconds) ?? 100)),
        FaultKind.Html => Html(fields),
        FaultKind.WrongLength => new WrongLengthFault(By(fields)),
        FaultKind.InvalidUtf8 => new InvalidUtf8Fault(),
        FaultKind.Redirect => Redirect(fields),
        _ => Status(fields),
    };

    private static AnswerFault Html(RuleFields fields)
    {
        var status = fields.Integer("status", 200, 599) ?? 200;
        if (!FaultBody.IsAllowed(status))
        {
            fields.Refuse("status", $"An answer with the status {status} has no body.");
        }

        return new AnswerFault((int)status, IsAfter(fields)) { Body = FaultBody.Html(fields.Text("body")) };
    }

    private static AnswerFault Status(RuleFields fields)
    {
        var status = (int)Required(fields, "status", 200, 599);
        return new AnswerFault(status, IsAfter(fields)) { Body = AnswerBody(status, fields), RetryAfter = ReadRetryAfter(fields) };
    }

    private static FaultBody AnswerBody(int status, RuleFields fields)
    {
        const string Name = "body";
        var isAllowed = FaultBody.IsAllowed(status);
        if (fields.Take(Name) is not { } given)
        {
            return isAllowed ? FaultBody.Error(status) : FaultBody.Empty;
        }

        if (isAllowed && FaultBody.Of(given) is { } body)
        {
            return body;
        }

        fields.Refuse(Name, isAllowed ? "It must be Unicode text or other JSON." : $"An answer with the status {status} has no body.");
        return FaultBody.Empty;
    }

    private static AnswerFault Redirect(RuleFields fields)
    {
        var location = fields.Text("location");
        if (!Uri.TryCreate(location, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            fields.Refuse("location", "It is required: the absolute http or https URL to lead to.");
        }

        var status = fields.Integer("status", 301, 308) ?? 307;
        if (status is not (301 or 302 or 303 or 307 or 308))
        {
            fields.Refuse("status", "It must be 301, 302, 303, 307 or 308.");
        }

        return new AnswerFault((int)status, IsAfter(fields)) { Location = uri?.AbsoluteUri };
    }

    private static FaultTrigger Trigger(RuleFields fields)
    {
        var nth = fields.Positions("nth");
        var probability = fields.Number("probability", 0, 1);
        var seed = fields.Integer("seed", long.MinValue, long.MaxValue);
        if (nth is not null && probability is not null)
        {
            fields.Refuse("probability", "A rule has either nth or probability.");
        }
        else if (seed is not null && probability is null)
        {
            fields.Refuse("seed", "It needs a probability.");
        }

        return nth is not null ? new NthTrigger(nth)
            : probability is { } share ? new ProbabilityTrigger(share, seed ?? 0)
            : new EveryTrigger();
    }

    /// <summary>A number of seconds, sent as such or as a date; or a fixed date.</summary>
    private static RetryAfter? ReadRetryAfter(RuleFields fields)
    {
        var asDate = IsDate(fields);
        if (fields.Take("retry_after") is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var seconds) && seconds >= 0)
        {
            return new RetryAfter(_ => TimeSpan.FromSeconds(seconds), asDate);
        }

        if (value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(
            Body.TextOf(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return new RetryAfter(now => date - now, asDate: true);
        }

        fields.Refuse("retry_after", "It must be a whole number of seconds from 0, or a date.");
        return null;
    }

    private static bool IsDate(RuleFields fields) => fields.OneOf("retry_after_as", RetryAfterForms) == "date";

    private static bool IsAfter(RuleFields fields) => fields.OneOf("when", FaultMoment.All) == FaultMoment.After;

    private static long By(RuleFields fields)
    {
        const long Otherwise = 16;
        var by = fields.Integer("by", -1_000_000, 1_000_000) ?? Otherwise;
        if (by == 0)
        {
            fields.Refuse("by", "It must not be 0, which would be right.");
        }

        return by;
    }

    private static double RequiredWindow(RuleFields fields)
    {
        const string Name = "window";
        if (fields.Take(Name) is null)
        {
            fields.Refuse(Name, "It is required: the seconds that the limit is for.");
        }

        return fields.Number(Name, 0.01, LongestWindow) ?? 1;
    }

    /// <returns>The number; the least there may be when there is a problem.</returns>
    private static long Required(RuleFields fields, string name, long least, long most)
    {
        if (fields.Take(name) is null)
        {
            fields.Refuse(name, $"It is required: a whole number from {least} to {most}.");
        }

        return fields.Integer(name, least, most) ?? least;
    }

    private static TimeSpan Milliseconds(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
