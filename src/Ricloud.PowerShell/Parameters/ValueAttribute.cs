using System.Management.Automation;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Makes what a parameter was given values that say themselves whether they make sense. It never throws and never drops
/// anything: a value that doesn't becomes an error of its own item, not the end of the pipeline.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ValueAttribute : ArgumentTransformationAttribute
{
    /// <summary>The parameter takes one value instead of a list.</summary>
    public bool Single { get; set; }

    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Single ? ReadSingle(inputData) : ReadList(inputData);

    /// <summary>What stands for a list without any values: one in a variable that turned out empty, say, must not do nothing without a word.</summary>
    protected abstract ParameterValue Nothing { get; }

    protected abstract ParameterValue ReadSingle(object? source);

    /// <summary>The values of one item of a list.</summary>
    protected virtual ParameterValue[] ReadItem(object? source) => [ReadSingle(source)];

    /// <summary>All the values, in an array of their own type.</summary>
    protected Array ReadList(object? source)
    {
        var value = NamedValues.Unwrap(source);
        ParameterValue[] values = value is null or string || NamedValues.IsMap(value) || LanguagePrimitives.GetEnumerable(value) is not { } items
            ? [.. ReadItem(source)]
            : [.. items.Cast<object?>().SelectMany(ReadItem).DefaultIfEmpty(Nothing)];
        var list = Array.CreateInstance(values[0].GetType(), values.Length);
        values.CopyTo(list, 0);
        return list;
    }
}

/// <summary>Takes ids, and objects that have one.</summary>
/// <param name="resource">Of what, as the API calls it.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdentityAttribute(string resource) : ValueAttribute
{
    private readonly IdentityReader _reader = new(IdentityKind.Of(resource));

    /// <summary>Another resource whose objects it takes, too. An id alone is one of the first.</summary>
    public string? OrOf { get; set; }

    protected override ParameterValue Nothing => _reader.ReadNothing();

    protected override ParameterValue ReadSingle(object? source)
    {
        var identity = _reader.Read(source);
        var other = identity.Problem is null || OrOf is null ? null : new IdentityReader(IdentityKind.Of(OrOf)).Read(source);
        return other is { Problem: null } ? other : identity;
    }
}

/// <summary>Takes text, a <see cref="Uri"/>, a webhook config or an object with a <c>Url</c> (a CSV row, say) for the address of a receiver.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ReceiverUrlAttribute : ValueAttribute
{
    protected override ParameterValue Nothing => ReceiverUrl.Refused(null, Texts.EmptyList);

    protected override ParameterValue ReadSingle(object? source) => ReceiverUrl.Read(source);
}

/// <summary>Takes a webhook config, its id, or an address.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EventTargetAttribute : ValueAttribute
{
    protected override ParameterValue Nothing => EventTarget.Refused(null, Texts.EmptyList);

    protected override ParameterValue ReadSingle(object? source) => EventTarget.Read(source);
}

/// <summary>Takes secrets in every form that <see cref="SecretReader"/> takes, any number of each.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : ValueAttribute
{
    protected override ParameterValue Nothing => ReceiverSecret.Refused(Texts.SecretIsMissing);

    protected override ParameterValue ReadSingle(object? source) =>
        ReadList(source) is ReceiverSecret[] { Length: 1 } only ? only[0] : ReceiverSecret.Refused(Texts.SecretIsOne);

    protected override ParameterValue[] ReadItem(object? source) =>
        NamedValues.Unwrap(source) is string text ? [.. SecretReader.Several(text)] : [SecretReader.Secret.Read(source)];
}

/// <summary>Takes text, a storage config or an object with a <c>Url</c> (a CSV row, say) for the address of a storage.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StorageUrlAttribute : ValueAttribute
{
    protected override ParameterValue Nothing => StorageUrl.Refused(null, Texts.EmptyList);

    protected override ParameterValue ReadSingle(object? source) => StorageUrl.Read(source);
}

/// <summary>Takes one credential in every form that <see cref="StorageCredential"/> takes. A path begins at the caller's place.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StorageCredentialAttribute : ArgumentTransformationAttribute
{
    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        StorageCredential.Read(inputData, path => engineIntrinsics.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
}
