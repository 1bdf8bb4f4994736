using System.Management.Automation;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Turns what a parameter was given into identities. It never throws: an item that names nothing becomes an error of
/// that item when the cmdlet comes to it, not the end of the pipeline.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class IdentityAttribute(IdentityKind kind) : ArgumentTransformationAttribute
{
    private readonly IdentityReader _reader = new IdentityReader(kind);

    /// <summary>The parameter takes one identity instead of a list.</summary>
    public bool Single { get; set; }

    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Single)
        {
            return _reader.Read(inputData);
        }

        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null or string || NamedValues.IsMap(value) || LanguagePrimitives.GetEnumerable(value) is not { } items)
        {
            return new[] { _reader.Read(inputData) };
        }

        var identities = new List<RicloudIdentity>();
        foreach (var item in items)
        {
            identities.Add(_reader.Read(item));
        }

        // A list that turned out empty, in a variable say, must not do nothing without a word.
        return identities.Count > 0 ? identities.ToArray() : new[] { _reader.ReadNothing() };
    }
}
