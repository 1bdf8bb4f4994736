using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace Ricloud.PowerShell.Webhooks;

/// <summary>
/// Takes a header's value the way hosts give it: as text, as an array of the values it came with, or not at all. The
/// values of a header that came twice belong together with a comma between them (RFC 9110, 5.3).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SignatureTextAttribute : ArgumentTransformationAttribute
{
    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Read(inputData);

    internal static string Read(object? source)
    {
        object? value = source is PSObject wrapped ? wrapped.BaseObject : source;
        return value switch
        {
            null => string.Empty,
            string text => text,
            IEnumerable values => string.Join(",", values.Cast<object?>().Select(Read)),
            _ => LanguagePrimitives.ConvertTo<string>(value),
        };
    }
}
