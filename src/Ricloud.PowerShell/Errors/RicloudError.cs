using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Resources;
using Ricloud.Values;

namespace Ricloud.PowerShell.Errors;

/// <summary>
/// One kind of error a cmdlet writes. Its id is the name of its message in Errors.resx, so the two can't drift.
/// </summary>
internal sealed partial class RicloudError
{
    private static readonly ResourceManager Messages =
        new("Ricloud.PowerShell.Errors.Errors", typeof(RicloudError).GetTypeInfo().Assembly);

    private RicloudError(string id, ErrorCategory category)
    {
        Id = id;
        Category = category;
    }

    public string Id { get; }

    public ErrorCategory Category { get; }

    /// <summary>The message for the user: what was wrong, with what, and what to do next.</summary>
    public string Message(params object?[] arguments)
    {
        var format = Messages.GetString(Id, CultureInfo.InvariantCulture)
            ?? throw new MissingManifestResourceException(Id);
        return string.Format(CultureInfo.CurrentCulture, format, Array.ConvertAll(arguments, static a => a is string text ? TerminalText.OfLines(text) : a));
    }

    /// <summary>An error of the cmdlets' own making.</summary>
    public ErrorRecord ToRecord(object? target, params object?[] arguments)
    {
        var message = Message(arguments);
        Exception exception = Category is ErrorCategory.InvalidArgument or ErrorCategory.InvalidType
            ? new ArgumentException(message)
            : new InvalidOperationException(message);
        return Shown(new ErrorRecord(exception, Id, Category, target));
    }

    /// <summary>An error that began as an exception; the exception stays on the record, the message is ours.</summary>
    public ErrorRecord Wrap(Exception exception, object? target, params object?[] arguments) =>
        Shown(new(exception, Id, Category, target) { ErrorDetails = new ErrorDetails(Message(arguments)) });

    /// <summary>An error's view names its target, which came from outside.</summary>
    private static ErrorRecord Shown(ErrorRecord error)
    {
        error.CategoryInfo.TargetName = TerminalText.Of(error.CategoryInfo.TargetName ?? string.Empty);
        return error;
    }
}
