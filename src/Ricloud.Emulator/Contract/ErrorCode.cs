namespace Ricloud.Emulator.Contract;

/// <summary>
/// The <c>error</c> of an error body. The first six are documented, though not with which status each comes (assumed);
/// the others name a documented status that has no published code (assumed).
/// </summary>
internal static class ErrorCode
{
    public const string InvalidBody = "invalid-body";
    public const string InvalidParameter = "invalid-parameter";
    public const string LimitExceeded = "limit-exceeded";
    public const string Unconfigured = "unconfigured";
    public const string MissingScope = "missing-scope";
    public const string SessionExpired = "session-expired";
    public const string Unauthorized = "unauthorized";
    public const string HostRefused = "host-refused";
    public const string OriginRefused = "origin-refused";
    public const string NotFound = "not-found";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string BodyTooLarge = "body-too-large";
    public const string BadRequest = "bad-request";
    public const string ServerError = "server-error";
}
