namespace Ricloud.Json;

/// <summary>The JSON names of an error's body (API contract: documented).</summary>
internal static class ErrorAttributes
{
    internal const string Error = "error";
    internal const string Message = "message";
    internal const string Params = "params";
}
