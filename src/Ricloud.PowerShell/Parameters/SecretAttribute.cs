using System.Management.Automation;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Lets secrets be given in every form that <see cref="SecretReader"/> takes, any number of each. It never throws and never
/// drops anything: what is no secret becomes an error of the command.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : ArgumentTransformationAttribute
{
    /// <summary>The parameter takes one secret instead of a list.</summary>
    public bool Single { get; set; }

    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = NamedValues.Unwrap(inputData);
        var secrets = value is null or string || NamedValues.IsMap(value) || LanguagePrimitives.GetEnumerable(value) is not { } items
            ? Read(inputData)
            : [.. items.Cast<object?>().SelectMany(Read)];
        if (secrets.Length == 0)
        {
            secrets = [ReceiverSecret.Refused(Texts.SecretIsMissing)];
        }

        return !Single ? secrets : secrets.Length == 1 ? secrets[0] : ReceiverSecret.Refused(Texts.SecretIsOne);
    }

    private static ReceiverSecret[] Read(object? source) =>
        NamedValues.Unwrap(source) is string text ? [.. SecretReader.Several(text)] : [SecretReader.Secret.Read(source)];
}
