using System.Management.Automation;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Reads the request that a host hands over: an Azure Functions trigger, an event of API Gateway or a load balancer, a request
/// of HttpListener, ASP.NET Core or Pode, or whatever else has a raw body and headers. Names match in any case.
/// </summary>
internal static class WebhookRequest
{
    private const string Headers = "Headers";
    private const string RawBody = "RawBody";

    // In this order: where a host has parsed the body, it has the raw one under the first name.
    private static readonly string[] Bodies = [RawBody, "Body", "InputStream", "Content"];
    private static readonly string[] HeaderLists = [Headers, "MultiValueHeaders"];

    /// <summary>The raw body and the signature header; the header is empty when there is none.</summary>
    /// <exception cref="RicloudCommandException">The object is no request, or its body was parsed already.</exception>
    public static (byte[] Body, string Signature) Read(object? request, CancellationToken stopping)
    {
        var target = NamedValues.Unwrap(request);
        var source = Bodies.Any(name => NamedValues.Find(request, name).Exists) ? request : NamedValues.Find(request, "Request").Value;
        var bodies = All(source, Bodies);
        var headers = All(source, HeaderLists);
        if (bodies.Count == 0 || headers.Count == 0)
        {
            var missing = bodies.Count > 0 ? Headers : headers.Count > 0 ? RawBody : RawBody + ", " + Headers;
            throw new RicloudCommandException(RicloudError.NotARequest.ToRecord(target, target is null ? "$null" : "a " + PSObject.AsPSObject(request).TypeNames[0], missing));
        }

        var isBase64 = string.Equals(NamedValues.Find(source, "IsBase64Encoded").Value?.ToString(), "true", StringComparison.OrdinalIgnoreCase);
        var body = Body(bodies.Find(b => b is not null), isBase64, stopping);
        return body.ProblemWith(target) is { } problem
            ? throw new RicloudCommandException(problem)
            : (body.Bytes, headers.Select(SignatureTextAttribute.OfHeaders).FirstOrDefault(text => text.Length > 0) ?? string.Empty);
    }

    private static List<object?> All(object? source, string[] names) =>
        [.. names.Select(name => NamedValues.Find(source, name)).Where(found => found.Exists).Select(found => NamedValues.Unwrap(found.Value))];

    private static WebhookBody Body(object? body, bool isBase64, CancellationToken stopping)
    {
        if (!isBase64 || body is not string text)
        {
            return WebhookBodyAttribute.Read(body, stopping);
        }

        try
        {
            return WebhookBody.Of(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return WebhookBody.Refused(Texts.BodyIsNoBase64);
        }
    }
}
