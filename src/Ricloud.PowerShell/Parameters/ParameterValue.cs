using System.Management.Automation;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell;

/// <summary>
/// What a parameter was given. Binding it never fails: a value that makes no sense is kept with the reason, so that the cmdlet
/// tells of it for that one item and goes on with the others.
/// </summary>
public abstract class ParameterValue
{
    private readonly RicloudError? _error;
    private readonly object?[] _reasons;

    private protected ParameterValue(object? source, RicloudError? error, params object?[] reasons)
    {
        Source = NamedValues.Unwrap(source);
        _error = error;
        _reasons = reasons;
    }

    /// <summary>What the caller passed or piped: the target of errors about this item.</summary>
    internal object? Source { get; }

    /// <summary>What people call the thing.</summary>
    internal virtual string TargetName => string.Empty;

    /// <summary>Why it makes no sense, as the error has it; null when it does.</summary>
    internal string? Reason => _error is null ? null : _reasons[0] as string;

    /// <summary>The error to write instead of doing anything; null for a value that makes sense.</summary>
    internal ErrorRecord? Problem => ProblemWith(Source);

    /// <summary>The same about something else.</summary>
    internal ErrorRecord? ProblemWith(object? target) => _error?.ToRecord(target, _reasons);
}
