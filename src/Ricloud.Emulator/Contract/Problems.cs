namespace Ricloud.Emulator.Contract;

/// <summary>Collects what is wrong with a request's fields, so that one answer names them all.</summary>
/// <param name="prefix">What stands before each field's name.</param>
internal sealed class Problems(string prefix = "")
{
    private readonly Dictionary<string, string> _byField = new(StringComparer.Ordinal);

    /// <summary>The refusal of one or more fields for the same reason.</summary>
    public static RefusedException Of(string problem, params ReadOnlySpan<string> fields)
    {
        var problems = new Problems();
        foreach (var field in fields)
        {
            problems.Add(field, problem);
        }

        return problems.ToException();
    }

    public void Add(string field, string problem) => _byField.TryAdd(prefix + field, problem);

    public void ThrowIfAny()
    {
        if (_byField.Count > 0)
        {
            throw ToException();
        }
    }

    private RefusedException ToException() => new(
        400, ErrorCode.InvalidParameter,
        $"Not allowed: {string.Join(", ", _byField.Keys)}. See params for what each may be.", _byField);
}
