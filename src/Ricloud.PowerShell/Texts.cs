using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Runtime.CompilerServices;
using Ricloud.DesiredState;
using Ricloud.Http;
using Ricloud.Receiving;
using Ricloud.Values;

namespace Ricloud.PowerShell;

/// <summary>What the cmdlets say beside errors; each member is the resource of its name in Texts.resx.</summary>
internal static class Texts
{
    private static readonly ResourceManager Resources = new("Ricloud.PowerShell.Texts", typeof(Texts).GetTypeInfo().Assembly);

    public static string DeclarationIsFolder => Get();

    public static string NotInFileSystem => Get();

    public static string NoFileMatches => Get();

    public static string DeclarationEncoding => Get();

    public static string NotASession => Get();

    public static string NotAConnection => Get();

    public static string ConnectionWithoutToken => Get();

    public static string SessionIsDeserialised => Get();

    public static string RetryActivity => Get();

    public static string DefaultUrl => Get();

    public static string NotAProxy => Get();

    public static string Parameter => Get();

    public static string NothingToDisconnect => Get();

    public static string ActionCreate => Get();

    public static string ActionDelete => Get();

    public static string ActionTest => Get();

    public static string PaginateNeedsGet => Get();

    public static string EmulatorFromClone => Get();

    public static string EmulatorIsAnother => Get();

    public static string ActionRotate => Get();

    public static string ActionStart => Get();

    public static string ActionStop => Get();

    public static string ActionReactivate => Get();

    public static string ActionDeactivate => Get();

    public static string ActionDeploySecret => Get();

    public static string WaitingForEvents => Get();

    public static string WaitingForReceiver => Get();

    public static string WaitingForTest => Get();

    public static string WaitingForTask => Get();

    public static string WatchingTitle => Get();

    public static string HeldByFailure => Get();

    public static string SecretIsEmpty => Get();

    public static string SecretIsMissing => Get();

    public static string SecretIsOne => Get();

    public static string SecretWasHidden => Get();

    public static string BodyIsNoText => Get();

    public static string BodyHasSecret => Get();

    public static string BodyIsNoBase64 => Get();

    public static string EmptyList => Get();

    public static string TextIsNotUnicode => Get();

    public static string NotAMoment => Get();

    public static string NothingMore => Get();

    public static string ListeningTitle => Get();

    private static string NoStatus => Get();

    public static string Exchange(RicloudExchange exchange) => Format(
        exchange.Method,
        exchange.Path,
        exchange.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? NoAnswer(exchange.Failure),
        Math.Round(exchange.Elapsed.TotalMilliseconds, 1),
        exchange.Attempt);

    public static string Wire(RicloudExchange exchange) => Format(
        exchange.Method,
        exchange.Address?.AbsoluteUri.TrimEnd('/') + exchange.Path,
        exchange.Proxy is null ? string.Empty : WireProxy(exchange.Proxy),
        exchange.Failure is { } failure
            ? (exchange.StatusCode is { } status ? status + " " : string.Empty) + failure
            : WireAnswer(exchange),
        string.IsNullOrEmpty(exchange.Excerpt) ? string.Empty : ": " + exchange.Excerpt);

    private static string WireProxy(string proxy) => Format(proxy);

    private static string WireAnswer(RicloudExchange exchange) =>
        Format(exchange.StatusCode, exchange.ContentType ?? "-", exchange.Length, Math.Round(exchange.Elapsed.TotalMilliseconds, 1));

    public static string Retry(RicloudRetry retry) => Format(
        retry.Method, retry.Path, retry.Reason, Seconds(retry.Delay), retry.Attempt + 1, retry.MaximumAttempts);

    public static string RetryStatus(RicloudRetry retry) =>
        Format(retry.Method, retry.Path, retry.Reason, Seconds(retry.Delay));

    public static string Waiting(TimeSpan elapsed, TimeSpan timeout) => Format(Math.Floor(elapsed.TotalSeconds), Seconds(timeout));

    public static string Item(int number) => Format(number);

    public static string ItemOf(int number, int total) => Format(number, total);

    public static string ReadSoFar(ulong count) => Format(count);

    public static string EventsSoFar(string message, int count) => Format(message, count);

    public static string TokenIsNone(string reason) => Format(reason);

    public static string TokenToStore(string source) => Format(source);

    public static string TokenFrom(string source) => Format(source);

    public static string UrlFrom(string url, string source) => Format(url, source);

    public static string ProxyNamed(string proxy) => Format(proxy);

    public static string KeyUnread(string reason) => Format(reason);

    public static string IniLine(int line) => Format(line);

    public static string IniSlip(int line, string text, string meant) => Format(line, text, meant);

    public static string FileToWrite(string section, string option) => Format(section, option);

    public static string FileToCorrect(string section, string option, string path) => Format(section, option, path);

    public static string OrganisationUnread(string reason) => Format(reason);

    public static string Connected(string url) => Format(url);

    public static string ConnectedBeside(string session) => Format(session);

    public static string ResourceTarget(string kind, string id) => Format(kind, id);

    public static string ConfigTargetWithUrl(object id, string url) => Format(id, url);

    public static string NewConfigTarget(string url) => Format(url);

    public static string OrganisationTarget(string session) => Format(session);

    public static string Account(string? organisation, Uri? address)
    {
        var url = address?.AbsoluteUri.TrimEnd('/');
        return organisation is null ? url ?? "?" : url is null ? AccountOf(organisation) : AccountAt(organisation, url);
    }

    public static string AccountUnknown(string target, string session) => Format(target, session);

    public static string LossOfDefault => Get();

    public static string LossOfLastValid => Get();

    public static string LossOfKey(object id) => Format(id);

    public static string UseUnread(string reason) => Format(reason);

    public static string WithLoss(string action, string? loss) => loss is null ? action : Format(action, loss);

    public static string ConfigLost(string config, string loss) => Format(config, loss);

    public static string EffectOfUrl(string change) => Format(change);

    public static string EffectOfReturn(string change) => Format(change);

    public static string EffectOfNew(string change) => Format(change);

    public static string EffectOfTarget(string change) => Format(change);

    public static string EffectOfKeyDefault(string change) => Format(change);

    public static string EffectOfDefault(string change) => Format(change);

    public static string EffectOfNoDefault(string change) => Format(change);

    public static string EffectOfDeactivation(string change) => Format(change);

    public static string ActionChange(string changes) => Format(changes);

    public static string ChangeTo(string name, string value) => Format(name, value);

    public static string ChangeToConfig(string name, string? config) =>
        config is null ? ChangeToNothing(name) : ChangeTo(name, config);

    public static string ActionSend(string method) => Format(method);

    public static string EmulatorTarget(string what) => Format(what);

    public static string BodyTooDeep(int depth) => Format(depth);

    public static string BodyOfType(string type) => Format(WithArticle(type));

    public static string ListNeverEnds(string path) => Format(path);

    public static string DeclarationTooLarge(int megabytes) => Format(megabytes);

    public static string EmulatorFromPackage(string line) => Format(line);

    public static string EmulatorEnded(int code) => Format(code);

    public static string EmulatorExitCode(int code) => Format(code);

    public static string EmulatorIsSilent(int seconds) => Format(seconds);

    public static string SecretOfType(string type) => Format(WithArticle(type));

    public static string ConfigShowsNoSecret(object id) => Format(id);

    public static string BodyIsParsed(string type) => Format(WithArticle(type));

    public static string BodyIsUnreadable(string reason) => Format(reason);

    public static string BodyIsLines(int count) => Format(count);

    public static string EventLostItsBody(string id) => Format(id);

    public static string SecretFrom(string source) => Format(source);

    public static string ReceiverRequest(ReceiverRequest request) => Format(
        request.Method ?? "?",
        request.Target ?? "?",
        request.Sender,
        request.Status?.ToString(CultureInfo.InvariantCulture) ?? NoStatus,
        request.Outcome,
        request.Reason).TrimEnd();

    public static string ReportsLeftOut(int count) => Format(count);

    public static string Received(int count, string requests) => Format(count, requests);

    public static string FileNarrowed(string path) => Format(path);

    public static string Listening(string address) => Format(address);

    public static string ListeningFor(string address, string publicUrl) => Format(address, publicUrl);

    public static string UnsignedFromAnywhere(string address) => Format(address);

    public static string Watching(string session, int seconds) => Format(session, seconds);

    public static string WatchInterrupted(string reason) => Format(reason);

    public static string ActionSendEvent(object id) => Format(id);

    public static string TornLine(string file, int line) => Format(file, line);

    public static string ChangesUnreported(int count) => Format(count);

    public static string ActionRepoint(string config) => Format(config);

    public static string NothingToSync(int count, int leftAlone) =>
        Format(count, leftAlone == 0 ? string.Empty : LeftAlone(leftAlone)).TrimEnd();

    public static string StepWouldBeHeld(WebhookConfigStep step) => Format(step.Reason);

    public static string StepHasTwin(WebhookConfigStep step) => Format(step.Url, step.Reason);

    public static string StepTaken(WebhookConfigStep step) =>
        Format(step.Action, step.Subject, step.Url, step.Outcome, step.Reason).TrimEnd();

    public static string StepPending(WebhookConfigStep step) => Format(step.WebhookConfig, step.Url, step.Reason);

    public static string Synced(string outcomes) => Format(outcomes);

    public static string SecretToDeploy(SecretRotation rotation) => Format(rotation.Old.Id, rotation.New!.Id);

    public static string SecretIsReplaced(SecretRotation rotation) => Format(rotation.Old.Id, rotation.New!.Id);

    public static string NoDeclarationFile(string extension) => Format(extension);

    public static string NoDeclarationEntry(string type) => Format(type);

    public static string ConnectionHasMore(string name) => Format(name);

    private static string AccountOf(string organisation) => Format(organisation);

    private static string AccountAt(string organisation, string url) => Format(organisation, url);

    /// <summary>A noun as one of its kind: a key, an event.</summary>
    public static string WithArticle(string noun) => (noun.Length > 0 && "aeiouAEIOU".IndexOf(noun[0]) >= 0 ? "an " : "a ") + noun;

    private static string LeftAlone(int count) => Format(count);

    private static string ChangeToNothing(string name) => Format(name);

    private static string NoAnswer(RicloudErrorKind? failure) => Format(failure);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Get([CallerMemberName] string name = "") =>
        Resources.GetString(name, CultureInfo.InvariantCulture) ?? throw new MissingManifestResourceException(name);

    private static string Format(object? a, object? b = null, object? c = null, object? d = null, object? e = null, object? f = null, [CallerMemberName] string name = "") =>
        string.Format(CultureInfo.InvariantCulture, Get(name), Shown(a), Shown(b), Shown(c), Shown(d), Shown(e), Shown(f));

    /// <summary>What is said goes to a terminal, and part of it came from outside.</summary>
    private static object? Shown(object? value) => value is string text ? TerminalText.Of(text) : value;
}
