using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Ricloud.PowerShell.Completion;

/// <summary>Completes names that are known, without forbidding others: the API may have added some.</summary>
public abstract class FixedCompleter : IArgumentCompleter
{
    private readonly string[] _names;

    private protected FixedCompleter(params string[] names) => _names = names;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var start = (wordToComplete ?? string.Empty).Trim('\'', '"');
        return _names
            .Where(n => n.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(n => new CompletionResult(n, n, CompletionResultType.ParameterValue, n));
    }
}
