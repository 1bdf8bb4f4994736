using System;
using System.IO;
using Ricloud.Shell;
using Xunit;

namespace Ricloud.Tests.Shell;

public sealed class ShellProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ricloud-shell-").FullName;

    [Theory]
    [InlineData("1 + 1", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("throw 'no'", 1)]
    [InlineData("Get-Item /there/is/no/such/file", 1)]
    [InlineData("Get-Command no-such-command; 'after'", 0)]
    [InlineData("if (", 1)]
    public void Commands_give_the_exit_code_that_pwsh_gives(string commands, int expected) =>
        Assert.Equal(expected, Run("-c", commands).Code);

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("throw 'no'", 1)]
    [InlineData("Get-Command no-such-command; 'after'", 0)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Command no-such-command; 'after'", 1)]
    public void A_script_gives_the_exit_code_that_pwsh_gives(string script, int expected) =>
        Assert.Equal(expected, Run(Script(script)).Code);

    [Fact]
    public void A_script_that_is_not_there_is_a_wrong_command_line()
    {
        var (code, output, error) = Run(Path.Combine(_folder, "none.ps1"));
        Assert.Equal(64, code);
        Assert.Empty(output);
        Assert.Contains("none.ps1", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_are_bound_as_pwsh_binds_them()
    {
        string script = Script("param([int] $Number, [switch] $Loud, [Parameter(ValueFromRemainingArguments)] $Rest) \"$Number $Loud $($Rest -join '|') $PSScriptRoot\"");
        Assert.Equal($"5 True a b|c {_folder}", Run(script, "-Number", "5", "-Loud", "a b", "c").Output.Trim());
    }

    [Fact]
    public void Errors_go_to_the_error_stream_and_output_to_the_other()
    {
        var (_, output, error) = Run("-c", "'shown'; Get-Command no-such-command; 'shown too'");
        Assert.Equal(["shown", "shown too"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("no-such-command", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_are_shown_by_the_views_of_the_module() =>
        Assert.Contains("Get-RicloudWebhookConfig", Run("-c", "Get-Command Get-RicloudWebhookConfig").Output, StringComparison.Ordinal);

    [Fact]
    public void Without_arguments_it_reads_commands_until_exit()
    {
        using BufferConsole console = new(input: "if ($true) {\n'two lines'\n}\nexit 4\n'never'\n");
        Assert.Equal(4, ShellProgram.Run([], console));
        Assert.Equal("two lines", console.OutputText.Trim());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using BufferConsole console = new();
        int code = ShellProgram.Run(arguments, console);
        return (code, console.OutputText, console.ErrorText);
    }

    private string Script(string text)
    {
        string path = Path.Combine(_folder, "script.ps1");
        File.WriteAllText(path, text);
        return path;
    }
}
