using System.Globalization;
using System.Reflection;
using System.Resources;
using Ricloud.DesiredState;
using Ricloud.Http;
using Ricloud.Operations;
using Ricloud.Receiving;
using Ricloud.Values;

namespace Ricloud.PowerShell;

/// <summary>
/// What the cmdlets say beside errors. Each resource of Texts.resx is a member, which the build makes; here is what is put
/// together of several, or of an object.
/// </summary>
internal static partial class Texts
{
    private static readonly ResourceManager Resources = new("Ricloud.PowerShell.Texts", typeof(Texts).GetTypeInfo().Assembly);

    public static string Exchange(RicloudExchange exchange) => Exchange(
        exchange.Method,
        exchange.Path,
        exchange.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? NoAnswer(exchange.Failure),
        Math.Round(exchange.Elapsed.TotalMilliseconds, 1),
        exchange.Attempt);

    public static string Wire(RicloudExchange exchange) => Wire(
        exchange.Method,
        exchange.Address?.AbsoluteUri.TrimEnd('/') + exchange.Path,
        exchange.Proxy is null ? string.Empty : WireProxy(exchange.Proxy),
        exchange.Failure is { } failure
            ? (exchange.StatusCode is { } status ? status + " " : string.Empty) + failure
            : WireAnswer(exchange.StatusCode, exchange.ContentType ?? "-", exchange.Length, Math.Round(exchange.Elapsed.TotalMilliseconds, 1)),
        string.IsNullOrEmpty(exchange.Excerpt) ? string.Empty : ": " + exchange.Excerpt);

    public static string Retry(RicloudRetry retry) => Retry(
        retry.Method, retry.Path, retry.Reason, Seconds(retry.Delay), retry.Attempt + 1, retry.MaximumAttempts);

    public static string RetryStatus(RicloudRetry retry) =>
        RetryStatus(retry.Method, retry.Path, retry.Reason, Seconds(retry.Delay));

    public static string Waiting(TimeSpan elapsed, TimeSpan timeout) => Waiting(Math.Floor(elapsed.TotalSeconds), Seconds(timeout));

    public static string Account(string? organisation, Uri? address)
    {
        var url = address?.AbsoluteUri.TrimEnd('/');
        return organisation is null ? url ?? "?" : url is null ? AccountOf(organisation) : AccountAt(organisation, url);
    }

    public static string WithLoss(string action, string? loss) => loss is null ? action : ActionWithLoss(action, loss);

    public static string ChangeToConfig(string name, string? config) =>
        config is null ? ChangeToNothing(name) : ChangeTo(name, config);

    /// <summary>What a change changes, or its undoing, by the names of properties.</summary>
    public static string ChangesOf(LoggedChange change, IReadOnlyDictionary<string, object?> values) => string.Join(
        ", ",
        change.Names.Where(values.ContainsKey).Select(name => ChangeValues.Shown(values[name]) is { } value ? ChangeTo(Property(name), value) : ChangeToNothing(Property(name))));

    /// <summary>What others have made of the thing of a change since.</summary>
    public static string ChangedSince(LoggedChange change, IReadOnlyDictionary<string, object?> now, IEnumerable<string> names) => string.Join(
        "; ", names.Select(name => IsNowAndWas(Property(name), QuotedOrNothing(now[name]), QuotedOrNothing(change.Expected(name)))));

    /// <summary>A moment, for people and in UTC.</summary>
    public static string Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) ?? "?";

    public static string ReceiverRequest(ReceiverRequest request) => ReceiverRequest(
        request.Method ?? "?",
        request.Target ?? "?",
        request.Sender,
        request.Status?.ToString(CultureInfo.InvariantCulture) ?? NoStatus,
        request.Outcome,
        request.Reason).TrimEnd();

    public static string NothingToSync(int count, int leftAlone) =>
        NothingToSync(count, leftAlone == 0 ? string.Empty : LeftAlone(leftAlone)).TrimEnd();

    public static string StepTaken(WebhookConfigStep step) =>
        StepTaken(step.Action, step.Subject, step.Url.Length > 0 ? step.Url : step.Attribute, step.Outcome, step.Reason).TrimEnd();

    /// <summary>What a step of a plan changes.</summary>
    public static string StepTarget(WebhookConfigStep step) => step.Action == WebhookConfigStepAction.Repoint || step.Key is not null
        ? step.Subject
        : StepConfig(step, step.ConfigId);

    /// <summary>What it does to it.</summary>
    public static string StepAction(WebhookConfigStep step) => step.Action switch
    {
        WebhookConfigStepAction.Create => ActionCreate,
        WebhookConfigStepAction.Reactivate => ActionReactivate,
        WebhookConfigStepAction.Retest => ActionTest,
        WebhookConfigStepAction.Update => ActionChange(ChangeTo(step.Attribute, Convert.ToString(step.Wanted, CultureInfo.InvariantCulture))),
        WebhookConfigStepAction.Deactivate => ActionDeactivate,
        _ => ActionRepoint(StepConfig(step, step.Wanted)),
    };

    /// <summary>A noun as one of its kind: a key, an event.</summary>
    public static string WithArticle(string noun) => (noun.Length > 0 && "aeiouAEIOU".IndexOf(noun[0]) >= 0 ? "an " : "a ") + noun;

    private static string QuotedOrNothing(object? value) => ChangeValues.Shown(value) is { } text ? Quoted(text) : Nothing;

    /// <summary>The property that shows an attribute.</summary>
    private static string Property(string name) =>
        string.Concat(name.Split('_').Select(static word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    private static string StepConfig(WebhookConfigStep step, object? id) => id is null
        ? NewConfigTarget(step.Kind.Title, step.Url)
        : ConfigTargetWithUrl(step.Kind.Title, id, step.Url);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Get(string name) =>
        Resources.GetString(name, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(name);

    private static string Format(string name, object? a, object? b = null) => Format(name, a, b, null);

    private static string Format(string name, object? a, object? b, object? c, object? d = null, object? e = null, object? f = null) =>
        string.Format(CultureInfo.InvariantCulture, Get(name), Shown(a), Shown(b), Shown(c), Shown(d), Shown(e), Shown(f));

    /// <summary>What is said goes to a terminal, and part of it came from outside.</summary>
    private static object? Shown(object? value) => value is string text ? TerminalText.Of(text) : value;
}
