using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Resources;
using Ricloud.Values;

namespace Ricloud.PowerShell.Errors;

/// <summary>
/// One kind of error a cmdlet writes. Its id is the name of its message in Errors.resx, so the two can't drift. A failure of the
/// client that says all there is to say has no message of its own.
/// </summary>
internal sealed partial class RicloudError
{
    private static readonly ResourceManager Messages =
        new("Ricloud.PowerShell.Errors.Errors", typeof(RicloudError).GetTypeInfo().Assembly);

    private RicloudError(string id, ErrorCategory category)
    {
        Id = id;
        Category = category;
        ById[id] = this;
    }

    public string Id { get; }

    public ErrorCategory Category { get; }

    /// <summary>The error of a failure's name.</summary>
    public static RicloudError Of(RicloudErrorKind kind) => ById[kind.ToString()];

    /// <summary>An error of the cmdlets' own making.</summary>
    public ErrorRecord ToRecord(object? target, params object?[] arguments)
    {
        var message = Say(arguments);
        Exception exception = Category is ErrorCategory.InvalidArgument or ErrorCategory.InvalidType
            ? new ArgumentException(message)
            : new InvalidOperationException(message);
        return Shown(new ErrorRecord(exception, Id, Category, target));
    }

    /// <summary>An error that began as an exception; the exception stays on the record, the message is ours.</summary>
    public ErrorRecord Wrap(Exception exception, object? target, params object?[] arguments) =>
        Shown(new(exception, Id, Category, target) { ErrorDetails = new ErrorDetails(Say(arguments)) });

    /// <summary>The message for the user: what was wrong, with what, and what to do next.</summary>
    private string Say(object?[] arguments) => string.Format(
        CultureInfo.CurrentCulture, Messages.GetString(Id, CultureInfo.InvariantCulture) ?? "{0}", Array.ConvertAll(arguments, static a => a is string text ? TerminalText.OfLines(text) : a));

    /// <summary>An error's view names its target, which came from outside.</summary>
    private static ErrorRecord Shown(ErrorRecord error)
    {
        error.CategoryInfo.TargetName = TerminalText.Of(error.CategoryInfo.TargetName ?? string.Empty);
        return error;
    }
}
