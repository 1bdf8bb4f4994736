using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Ricloud.Shell;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Shell;

[Collection(EnvironmentTests.Name)]
public sealed class ShellProcessTests
{
    [Fact]
    public async Task A_process_of_its_own_keeps_the_streams_apart_and_reads_answers_from_a_pipe()
    {
        (int code, string output, string error) = await RunAsync("an answer\n", "-c", "\"got $($Host.UI.ReadLine())\"; Get-Command no-such-command; exit 9");

        Assert.Equal(9, code);
        Assert.Equal("got an answer", output.Trim());
        Assert.Contains("no-such-command", error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_from_a_pipe_run_without_a_prompt_in_the_output()
    {
        (int code, string output, _) = await RunAsync("function f {\n'in f'\n}\nf\n");

        Assert.Equal((0, "in f"), (code, output.Trim()));
    }

    [Fact]
    public void A_module_that_is_not_where_it_is_said_to_be_is_told_and_ends_the_shell()
    {
        using var scope = new EnvironmentScope();
        scope.Set(ModuleLocation.Variable, "/there/is/no/module");
        using BufferConsole console = new();

        Assert.Equal(70, ShellProgram.Run(["-c", "1"], console));

        Assert.Contains(ModuleLocation.Variable, console.ErrorText, StringComparison.Ordinal);
        Assert.Empty(console.OutputText);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(ShellProgram).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(PipelineRun.Deadline, TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
