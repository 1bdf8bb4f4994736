using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Ricloud.Shell;

/// <summary>What the shell was started for.</summary>
internal sealed record CommandLine
{
    public const string Usage =
        """
        Usage: Ricloud.Shell [script.ps1 [arguments]]   runs a script
               Ricloud.Shell -c "commands"              runs commands
               Ricloud.Shell                            asks for commands

        The module Ricloud is imported. RICLOUD_MODULE names another build of it.
        Exit code: that of 'exit', else 1 when commands or the script failed, 64 for a wrong command line.
        """;

    /// <summary>Gets the text of the commands to run, or null.</summary>
    public string? Commands { get; private init; }

    /// <summary>Gets the full path of the script to run, or null.</summary>
    public string? Script { get; private init; }

    /// <summary>Gets the script's arguments, as given.</summary>
    public IReadOnlyList<string> Arguments { get; private init; } = [];

    /// <summary>Gets a value indicating whether only the usage is wanted.</summary>
    public bool ShowsUsage { get; private init; }

    /// <summary>Gets what is wrong with the command line, or null.</summary>
    public string? Error { get; private init; }

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            return new CommandLine();
        }

        string[] rest = [.. arguments.Skip(1)];
        switch (arguments[0].ToUpperInvariant())
        {
            case "-C" or "-COMMAND":
                return rest.Length == 0
                    ? new CommandLine { Error = $"'{arguments[0]}' needs the commands to run." }
                    : new CommandLine { Commands = string.Join(' ', rest) };
            case "-F" or "-FILE":
                return rest.Length == 0
                    ? new CommandLine { Error = $"'{arguments[0]}' needs the script to run." }
                    : ForScript(rest[0], rest[1..]);
            case "-H" or "-HELP" or "--HELP" or "-?":
                return new CommandLine { ShowsUsage = true };
            default:
                return ForScript(arguments[0], rest);
        }
    }

    private static CommandLine ForScript(string script, string[] arguments)
    {
        if (!File.Exists(script))
        {
            return new CommandLine { Error = $"The argument '{script}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was included, verify that the path is correct and try again." };
        }

        return string.Equals(Path.GetExtension(script), ".ps1", StringComparison.OrdinalIgnoreCase)
            ? new CommandLine { Script = Path.GetFullPath(script), Arguments = arguments }
            : new CommandLine { Error = $"'{script}' can't be run: a script's name ends in .ps1." };
    }
}
