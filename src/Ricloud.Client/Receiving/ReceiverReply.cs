namespace Ricloud.Receiving;

/// <summary>A request's outcome, and what its sender is told.</summary>
internal sealed class ReceiverReply(ReceiverOutcome outcome, HttpAnswer answer)
{
    public ReceiverOutcome Outcome { get; } = outcome;

    public HttpAnswer Answer { get; } = answer;

    private const int RetrySeconds = 5;

    /// <summary>The event, once its signature was found valid.</summary>
    public RicloudEvent? Event { get; init; }

    /// <summary>What was found of the signature; null before that was looked at.</summary>
    public string? Verdict { get; set; }

    /// <summary>200 with nothing in it, for who asks whether the receiver is there.</summary>
    public static ReceiverReply Present { get; } = new(ReceiverOutcome.Probed, HttpAnswer.Ok);

    /// <summary>200 with what was counted.</summary>
    public static ReceiverReply Metrics(string text) => new(ReceiverOutcome.Scraped, new HttpAnswer(200, string.Empty) { Content = text, ContentType = PrometheusText.MediaType });

    public static ReceiverReply Taken(ReceiverOutcome outcome, RicloudEvent received) =>
        new(outcome, HttpAnswer.Ok) { Event = received };

    public static ReceiverReply Refused(int status, ReceiverOutcome outcome, string reason) =>
        new(outcome, new HttpAnswer(status, reason));

    public static ReceiverReply Refused(HttpRefusedException refusal) =>
        new(refusal.Outcome, new HttpAnswer(refusal.Status, refusal.Message) { Allow = refusal.Allow });

    /// <summary>503: the sender is to try again.</summary>
    public static ReceiverReply Later(ReceiverOutcome outcome, string reason, RicloudEvent? held = null) =>
        new(outcome, new HttpAnswer(503, reason) { RetryAfter = RetrySeconds }) { Event = held };
}
