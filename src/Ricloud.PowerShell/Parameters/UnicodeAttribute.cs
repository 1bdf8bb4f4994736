using System.Management.Automation;
using Ricloud.Values;

namespace Ricloud.PowerShell.Parameters;

/// <summary>Refuses text with half a surrogate pair in it, which no request can carry, while parameters are bound.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UnicodeAttribute : ValidateEnumeratedArgumentsAttribute
{
    protected override void ValidateElement(object element)
    {
        if (NamedValues.Unwrap(element) is string text && !UnicodeText.IsWellFormed(text))
        {
            throw new ValidationMetadataException(Texts.TextIsNotUnicode);
        }
    }
}
