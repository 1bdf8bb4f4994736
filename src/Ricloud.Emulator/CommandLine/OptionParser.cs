using System.Globalization;
using System.Net;

namespace Ricloud.Emulator.CommandLine;

/// <summary>Reads the command line. Every option may be given once, <c>--allow-host</c> any number of times.</summary>
internal static class OptionParser
{
    /// <summary>Carries the token, so that it need not be an argument that every user of the machine can read.</summary>
    public const string TokenVariable = "RICLOUD_EMULATOR_TOKEN";

    private const int MaximumTokenLength = 1024;

    public static EmulatorOptions Parse(IReadOnlyList<string> arguments, string? environmentToken)
    {
        var options = new EmulatorOptions();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            if (!seen.Add(name) && name != "--allow-host")
            {
                throw new UsageException($"{name} is given twice.");
            }

            if (IsSwitch(name))
            {
                options = value is null
                    ? WithSwitch(options, name)
                    : throw new UsageException($"{name} takes no value.");
                continue;
            }

            if (!IsSetting(name))
            {
                throw new UsageException($"'{arguments[i]}' is no option of this command.");
            }

            value ??= ++i < arguments.Count ? arguments[i] : throw new UsageException($"{name} needs a value.");
            options = WithSetting(options, name, value);
        }

        return Complete(options, environmentToken);
    }

    private static bool IsSwitch(string name) =>
        name is "--attached" or "--open" or "--inspect-receiver" or "--test-before-answer" or "--documented-shapes" or "--query-plans" or "--reference" or "--help" or "-h" or "--version";

    private static bool IsSetting(string name) =>
        name is "--port" or "--data" or "--token" or "--listen" or "--allow-host" or "--retry-delays" or "--faults" or "--work-delay" or "--session-idle";

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static EmulatorOptions WithSwitch(EmulatorOptions options, string name) => name switch
    {
        "--attached" => options with { Attached = true },
        "--inspect-receiver" => options with { InspectsReceiver = true },
        "--open" => options with { OpensInspector = true },
        "--test-before-answer" => options with { TestBeforeAnswer = true },
        "--documented-shapes" => options with { DocumentedShapes = true },
        "--reference" => options with { ShowReference = true },
        "--query-plans" => options with { ShowQueryPlans = true },
        "--version" => options with { ShowVersion = true },
        _ => options with { ShowHelp = true },
    };

    private static EmulatorOptions WithSetting(EmulatorOptions options, string name, string value) => name switch
    {
        "--port" => options with { Port = ParsePort(value) },
        "--data" => options with { DataPath = ParsePath(value) },
        "--token" => options with { Token = ParseToken(value, name) },
        "--listen" => options with { Listen = ParseAddress(value) },
        "--allow-host" => options with { AllowedHosts = [.. options.AllowedHosts, ParseHost(value)] },
        "--faults" => options with { Faults = FaultFile.Read(value) },
        "--work-delay" => options with { WorkDelay = WaitParser.ParseOne(value, name) },
        "--session-idle" => options with { SessionIdle = WaitParser.ParseOne(value, name) },
        _ => options with { RetryDelays = WaitParser.ParseRetryDelays(value) },
    };

    private static EmulatorOptions Complete(EmulatorOptions options, string? environmentToken)
    {
        if (options.ShowHelp || options.ShowVersion)
        {
            return options;
        }

        if (options.Token is null && !string.IsNullOrEmpty(environmentToken))
        {
            options = options with { Token = ParseToken(environmentToken, TokenVariable) };
        }

        if (!IPAddress.IsLoopback(options.Listen) && options.Token is null)
        {
            throw new UsageException(
                $"--listen {options.Listen} can be reached by others, so the token must be chosen: give --token or {TokenVariable}.");
        }

        return options;
    }

    private static int ParsePort(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? port
            : throw new UsageException($"--port '{value}' is no port: a number from 0 (a free one) to 65535.");

    private static string ParsePath(string value) =>
        !string.IsNullOrWhiteSpace(value) && !value.Contains('\0', StringComparison.Ordinal)
            ? value
            : throw new UsageException("--data needs the path of a file.");

    private static string ParseToken(string value, string source) =>
        value.Length is > 0 and <= MaximumTokenLength && value.All(c => c is > ' ' and <= '~')
            ? value
            : throw new UsageException($"{source} must be 1 to {MaximumTokenLength} visible ASCII characters, without spaces.");

    private static IPAddress ParseAddress(string value)
    {
        if (string.Equals(value, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.Loopback;
        }

        return IPAddress.TryParse(value, out var address)
            ? address
            : throw new UsageException($"--listen '{value}' is no IP address of this machine, such as 127.0.0.1, ::1 or 0.0.0.0.");
    }

    private static string ParseHost(string value) =>
        Uri.CheckHostName(value.Trim('[', ']')) != UriHostNameType.Unknown
            ? value
            : throw new UsageException($"--allow-host '{value}' is no host name: give it without scheme, port or path.");
}
