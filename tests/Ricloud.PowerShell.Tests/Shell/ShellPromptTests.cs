using System;
using Ricloud.Shell;
using Xunit;

namespace Ricloud.Tests.Shell;

public sealed class ShellPromptTests
{
    private const string Deletes =
        "function Remove-It { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param() if ($PSCmdlet.ShouldProcess('it', 'Delete')) { 'gone' } } ";

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("Yes\n", true)]
    [InlineData("\n", true)]
    [InlineData("n\n", false)]
    [InlineData("?\nmaybe\nN\n", false)]
    public void A_confirmation_is_answered_from_the_input(string input, bool done)
    {
        (int code, string output, string error) = Run(input, Deletes + "Remove-It; 'after'");

        Assert.Contains("Performing the operation \"Delete\" on target \"it\".", output, StringComparison.Ordinal);
        Assert.Equal(done, output.Contains("gone", StringComparison.Ordinal));
        Assert.EndsWith("after\n", output, StringComparison.Ordinal);
        Assert.Equal((0, string.Empty), (code, error));
    }

    [Fact]
    public void A_confirmation_that_nobody_can_give_is_an_error_that_says_what_to_do()
    {
        (_, string output, string error) = Run(string.Empty, Deletes + "Remove-It");

        Assert.DoesNotContain("gone", output, StringComparison.Ordinal);
        Assert.Contains("-Confirm:$false", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_mandatory_values_are_asked_for_by_their_type()
    {
        const string Script = "function Add-It { param([Parameter(Mandatory)] [int[]] $Id, [Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [securestring] $Secret) \"$($Id -join '+') $Name $($Secret.Length)\" } Add-It";

        (_, string output, string error) = Run("3\n4\n\nx y\nabc\n", Script);

        Assert.Empty(error);
        Assert.Contains("Id[0]: Id[1]: Id[2]: Name: Secret: ", output, StringComparison.Ordinal);
        Assert.EndsWith("3+4 x y 3\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_a_type_of_the_modules_own_is_asked_for_too()
    {
        (_, string output, string error) = Run("not a url\n\n", "New-RicloudWebhookConfig");

        Assert.Contains("Url[0]: ", output, StringComparison.Ordinal);
        Assert.Contains("not a url", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_are_asked_for_with_the_password_kept_secret()
    {
        const string Script = "$c = $Host.UI.PromptForCredential('Sign in', 'to it', '', ''); \"$($c.UserName) $($c.Password.Length)\"";

        (_, string output, string error) = Run("ann\nsecret\n", Script);

        Assert.Empty(error);
        Assert.Equal("\nSign in\nto it\nUser: Password for user ann: ann 6\n", output);
    }

    private static (int Code, string Output, string Error) Run(string input, string commands)
    {
        using BufferConsole console = new(input: input);
        int code = ShellProgram.Run(["-c", commands], console);
        return (code, console.OutputText, console.ErrorText);
    }
}
