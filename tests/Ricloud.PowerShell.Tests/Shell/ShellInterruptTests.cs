using System;
using System.Threading.Tasks;
using Ricloud.Shell;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Shell;

public sealed class ShellInterruptTests
{
    [Fact]
    public async Task Ctrl_C_stops_the_commands_runs_their_clean_up_and_fails()
    {
        using TerminalConsole console = new();
        Action? interrupt = null;
        console.Written += text =>
        {
            if (text.EndsWith("started\n", StringComparison.Ordinal))
            {
                interrupt!();
            }
        };

        Task<int> running = Task.Run(() => ShellProgram.Run(
            ["-c", "try { $Host.UI.WriteLine('started'); while ($true) { } } finally { $Host.UI.WriteLine('cleaned up') }"],
            console,
            stop => interrupt = stop));

        Assert.Equal(1, await running.WaitAsync(PipelineRun.Deadline, TestContext.Current.CancellationToken));
        Assert.Equal("started\ncleaned up\n", console.OutputText);
    }

    [Fact]
    public async Task Ctrl_C_stops_the_running_command_and_not_the_prompt()
    {
        using TerminalConsole console = new("$Host.UI.WriteLine('started'); while ($true) { }", "'next'", "exit 5");
        Action? interrupt = null;
        console.Written += text =>
        {
            if (text.EndsWith("started\n", StringComparison.Ordinal))
            {
                interrupt!();
            }
        };

        Task<int> running = Task.Run(() => ShellProgram.Run([], console, stop => interrupt = stop));

        Assert.Equal(5, await running.WaitAsync(PipelineRun.Deadline, TestContext.Current.CancellationToken));
        Assert.Contains("next\n", console.OutputText, StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_at_the_prompt_forgets_what_was_typed_and_asks_again()
    {
        using TerminalConsole console = new("if ($true) {", null, "'fresh'", "exit 6");

        Assert.Equal(6, ShellProgram.Run([], console));

        Assert.Contains(">> ", console.OutputText, StringComparison.Ordinal);
        Assert.Contains("fresh\n", console.OutputText, StringComparison.Ordinal);
        Assert.Empty(console.ErrorText);
    }
}
