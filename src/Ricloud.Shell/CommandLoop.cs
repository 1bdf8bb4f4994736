using System;
using System.Linq;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text;

namespace Ricloud.Shell;

/// <summary>Reads commands and runs them, until <c>exit</c> or the end of the input.</summary>
internal sealed class CommandLoop(ShellRun run, ShellHost host)
{
    private readonly ShellConsole _console = host.Console;

    public void Run()
    {
        while (host.ExitCode is null && Read() is { } text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                run.Invoke(new Command(text, isScript: true, useLocalScope: false));
            }
        }
    }

    private string? Read()
    {
        var text = new StringBuilder();
        Prompt(run.Prompt());
        while (true)
        {
            string? line;
            try
            {
                line = _console.ReadLine();
            }
            catch (OperationCanceledException)
            {
                _console.Out.WriteLine();
                return string.Empty;
            }

            if (line is null)
            {
                return text.Length > 0 ? text.ToString() : null;
            }

            text.Append(line).Append('\n');
            if (IsComplete(text.ToString()))
            {
                return text.ToString();
            }

            Prompt(">> ");
        }
    }

    private static bool IsComplete(string text)
    {
        Parser.ParseInput(text, out _, out ParseError[] errors);
        return !errors.Any(error => error.IncompleteInput);
    }

    private void Prompt(string prompt)
    {
        if (_console.IsInteractive)
        {
            _console.Out.Write(prompt);
            _console.Out.Flush();
        }
    }
}
