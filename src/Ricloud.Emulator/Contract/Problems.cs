namespace Ricloud.Emulator.Contract;

/// <summary>Collects what is wrong with a request's fields, so that one answer names them all.</summary>
internal sealed class Problems
{
    private readonly Dictionary<string, string> _byField = new(StringComparer.Ordinal);

    public void Add(string field, string problem) => _byField.TryAdd(field, problem);

    public void ThrowIfAny()
    {
        if (_byField.Count > 0)
        {
            throw new RefusedException(
                400, ErrorCode.InvalidParameter,
                $"Not allowed: {string.Join(", ", _byField.Keys)}. See params for what each may be.", _byField);
        }
    }
}
