namespace Ricloud.Json;

/// <summary>The JSON names of an error's body (API contract: documented).</summary>
internal static class ErrorAttributes
{
    public const string Error = "error";
    public const string Message = "message";
    public const string Params = "params";
}
