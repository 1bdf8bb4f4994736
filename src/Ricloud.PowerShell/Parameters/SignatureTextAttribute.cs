using System.Collections;
using System.Management.Automation;
using Ricloud.Webhooks;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Takes a header's value the way hosts give it: as text, as an array of the values it came with, among all the headers, or
/// not at all. The values of a header that came twice belong together with a comma between them (RFC 9110, 5.3).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SignatureTextAttribute : ArgumentTransformationAttribute
{
    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        NamedValues.IsMap(inputData) ? OfHeaders(inputData) : Read(inputData);

    /// <summary>The signature among headers, however they come; empty when it isn't there.</summary>
    public static string OfHeaders(object? headers)
    {
        var values = NamedValues.OfHeaders(headers)?.Under(WebhookSignature.HeaderName)
            ?? new[] { NamedValues.Find(headers, WebhookSignature.HeaderName).Value };
        return Read(values.ToArray());
    }

    private static string Read(object? source)
    {
        var value = NamedValues.Unwrap(source);
        return value switch
        {
            null => string.Empty,
            string text => text,
            IEnumerable values => string.Join(",", values.Cast<object?>().Select(Read)),
            _ => LanguagePrimitives.ConvertTo<string>(value),
        };
    }
}
