using System;
using System.Collections.Generic;
using Ricloud.Shell;
using Xunit;

namespace Ricloud.Tests.Shell;

public sealed class ShellStreamTests
{
    private const string EachStream =
        "$VerbosePreference = $DebugPreference = 'Continue'; function Out-Each { [CmdletBinding()] param() $PSCmdlet.WriteWarning('w'); $PSCmdlet.WriteVerbose('v'); $PSCmdlet.WriteDebug('d'); 'o'; "
        + "$PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'Testing', 'half of it')) } Out-Each";

    [Fact]
    public void Warnings_verbose_and_debug_texts_are_marked_and_are_no_errors()
    {
        using BufferConsole console = new();

        ShellProgram.Run(["-c", EachStream], console);

        Assert.Equal("WARNING: w\nVERBOSE: v\nDEBUG: d\no\n", console.OutputText);
        Assert.Empty(console.ErrorText);
    }

    [Fact]
    public void Progress_is_one_line_on_a_terminal_cut_to_its_width_and_gone_at_the_end()
    {
        using TerminalConsole console = new();

        ShellProgram.Run(["-c", EachStream.Replace("half of it", new string('x', 99), StringComparison.Ordinal)], console);

        Assert.Equal("Testing: " + new string('x', 20) + "\r\u001b[K", console.ErrorText);
    }

    [Fact]
    public void Plain_objects_and_hash_tables_are_shown_as_tables_without_escape_sequences()
    {
        Assert.Equal("\nA B\n- -\n1 x\n\n", Output("[pscustomobject]@{ A = 1; B = 'x' }"));
        Assert.Equal(
            ["Name Value", "---- -----", "k 1"],
            Words(Output("@{ k = 1 }")));
    }

    [Fact]
    public void A_terminal_gets_colours()
    {
        using TerminalConsole console = new();

        ShellProgram.Run(["-c", "[pscustomobject]@{ A = 1 }; no-such-command"], console);

        Assert.Contains("\u001b[", console.OutputText, StringComparison.Ordinal);
        Assert.Contains("\u001b[", console.ErrorText, StringComparison.Ordinal);
    }

    private static string Output(string commands)
    {
        using BufferConsole console = new();
        ShellProgram.Run(["-c", commands], console);
        Assert.Empty(console.ErrorText);
        return console.OutputText;
    }

    private static List<string> Words(string text)
    {
        var lines = new List<string>();
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            lines.Add(string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        return lines;
    }
}
