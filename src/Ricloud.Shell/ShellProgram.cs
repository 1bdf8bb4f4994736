using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Ricloud.Shell;

/// <summary>The shell as a program.</summary>
public static class ShellProgram
{
    private const int InitialisationFailed = 70;
    private const int WrongCommandLine = 64;

    /// <summary>Runs what the arguments say.</summary>
    /// <param name="arguments">A script and its arguments; or <c>-c</c> and commands; or nothing, to ask for commands.</param>
    /// <param name="console">Where text goes to and answers come from.</param>
    /// <param name="interruptible">Called once with what Ctrl+C has to do.</param>
    /// <returns>
    /// The code of <c>exit</c>; else 0, or 1 when the last of the commands or the script failed, 64 when the command line is wrong,
    /// 70 when the module can't be imported.
    /// </returns>
    public static int Run(IReadOnlyList<string> arguments, ShellConsole console, Action<Action>? interruptible = null)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(console);
        CommandLine line = CommandLine.Parse(arguments);
        if (line.ShowsUsage)
        {
            console.Out.WriteLine(CommandLine.Usage);
            return 0;
        }

        if (line.Error is not null)
        {
            console.Error.WriteLine(line.Error);
            console.Error.WriteLine();
            console.Error.WriteLine(CommandLine.Usage);
            return WrongCommandLine;
        }

        var host = new ShellHost(console);
        try
        {
            using Runspace runspace = ShellRunspace.Open(host, ModuleLocation.Find());
            var run = new ShellRun(runspace, host);
            interruptible?.Invoke(run.Stop);
            return Run(line, run, host);
        }
        catch (Exception failure) when (failure is FileNotFoundException or RuntimeException)
        {
            console.Error.WriteLine(failure.Message);
            return InitialisationFailed;
        }
    }

    private static int Run(CommandLine line, ShellRun run, ShellHost host)
    {
        if (line.Commands is null && line.Script is null)
        {
            new CommandLoop(run, host).Run();
            return host.ExitCode ?? 0;
        }

        if (line.Script is null)
        {
            bool succeeded = run.Invoke(new Command(line.Commands!, isScript: true, useLocalScope: false));
            return host.ExitCode ?? (succeeded ? 0 : 1);
        }

        return RunScript(line.Script, line.Arguments, run, host);
    }

    private static int RunScript(string script, IReadOnlyList<string> arguments, ShellRun run, ShellHost host)
    {
        // A script's own exit ends the script and tells its code by $LASTEXITCODE; $? is false then, and only then.
        var command = new Command(ScriptCall.Text(script, arguments), isScript: true, useLocalScope: false);
        if (run.Invoke(command))
        {
            return host.ExitCode ?? 0;
        }

        return host.ExitCode ?? (run.EndedItself && run.LastExitCode is int code and not 0 ? code : 1);
    }
}
