using System;
using System.Collections;
using System.Collections.Specialized;
using System.Linq;
using System.Management.Automation;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Webhooks;

/// <summary>
/// Reads the request that a host of PowerShell functions hands over, such as an Azure Functions HTTP trigger: an object or
/// hashtable with <c>RawBody</c> and <c>Headers</c>. Header names match in any case.
/// </summary>
internal static class WebhookRequest
{
    private const string RawBody = "RawBody";
    private const string Headers = "Headers";

    /// <summary>The raw body and the signature header; the header is empty when there is none.</summary>
    /// <exception cref="RicloudCommandException">The object is no request, or its body was parsed already.</exception>
    public static (byte[] Body, string Signature) Read(object? request)
    {
        object? value = Unwrap(request);
        (bool hasBody, object? body) = Member(request, RawBody);
        (bool hasHeaders, object? headers) = Member(request, Headers);
        if (!hasBody || !hasHeaders || value is null)
        {
            string missing = hasBody ? Headers : hasHeaders ? RawBody : RawBody + ", " + Headers;
            throw new RicloudCommandException(RicloudError.NotARequest.ToRecord(value, TypeName(request), missing));
        }

        WebhookBody bytes = WebhookBodyAttribute.Read(body);
        return bytes.Problem(value) is { } problem ? throw new RicloudCommandException(problem) : (bytes.Bytes, Header(Unwrap(headers)));
    }

    private static string TypeName(object? value) => value is null ? "$null" : "a " + PSObject.AsPSObject(value).TypeNames[0];

    private static string Header(object? headers) => headers switch
    {
        null => string.Empty,
        NameValueCollection collection => SignatureTextAttribute.Read(collection[WebhookSignature.HeaderName]),
        IDictionary dictionary => SignatureTextAttribute.Read(dictionary.Cast<object>()
            .Select(entry => (DictionaryEntry)entry)
            .FirstOrDefault(entry => IsSignature(entry.Key)).Value),
        IEnumerable pairs => FromPairs(pairs),
        _ => SignatureTextAttribute.Read(PSObject.AsPSObject(headers).Properties.FirstOrDefault(p => IsSignature(p.Name))?.Value),
    };

    /// <summary>The dictionaries of .NET's own web types are pairs to whoever doesn't know their types.</summary>
    private static string FromPairs(IEnumerable pairs) => SignatureTextAttribute.Read(pairs.Cast<object>()
        .Select(PSObject.AsPSObject)
        .FirstOrDefault(pair => IsSignature(pair.Properties["Key"]?.Value))?.Properties["Value"]?.Value);

    private static bool IsSignature(object? name) =>
        string.Equals(Unwrap(name) as string, WebhookSignature.HeaderName, StringComparison.OrdinalIgnoreCase);

    private static (bool Exists, object? Value) Member(object? source, string name)
    {
        if (Unwrap(source) is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                if (string.Equals(entry.Key as string, name, StringComparison.OrdinalIgnoreCase))
                {
                    return (true, entry.Value);
                }
            }

            return (false, null);
        }

        PSPropertyInfo? property = source is null ? null : PSObject.AsPSObject(source).Properties[name];
        return (property is not null, property?.Value);
    }

    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
