namespace Ricloud.PowerShell.Errors;

/// <summary>What an exception says, without the name of a parameter that .NET adds and that the user never wrote.</summary>
internal static class ArgumentText
{
    public static string Of(Exception exception)
    {
        var message = exception.Message;
        if ((exception as ArgumentException)?.ParamName is not { } parameter)
        {
            return message;
        }

        var name = message.LastIndexOf(parameter, StringComparison.Ordinal);
        var start = name < 0 ? -1 : message.LastIndexOf("Parameter", name, StringComparison.Ordinal);
        return start < 0 ? message : message.Substring(0, start).TrimEnd(' ', '(', '\r', '\n');
    }
}
