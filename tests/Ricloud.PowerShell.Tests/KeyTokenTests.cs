using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>A key gets a new token, and whoever used the old one goes on.</summary>
public sealed class KeyTokenTests : IAsyncLifetime
{
    private readonly ModuleRunspace _module = new();
    private EmulatorProcess _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await EmulatorProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _module.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public void The_session_that_used_the_old_token_goes_on_and_so_do_others_of_this_process()
    {
        Run("$first = Connect-Ricloud -Url $url -Token $token -PassThru; $null = Connect-Ricloud -Url $url -Token $token").AssertClean();

        PSObject key = Assert.Single(Run("$key = Get-RicloudKey -Current | Update-RicloudKeyToken -Confirm:$false; $key").AssertClean().Output);
        Assert.Equal("(hidden)", key.Properties["Token"].Value.ToString());
        Assert.Equal([true, true], Run("(Get-RicloudKey -Current).Token.Reveal() -eq $key.Token.Reveal(); (Get-RicloudKey -Current -Session $first).Id -eq $key.Id").AssertClean().OutputOf<bool>());
        Assert.Equal([false], Run("$key.Token.Reveal() -eq $token").AssertClean().OutputOf<bool>());
        Run("Connect-Ricloud -Url $url -Token $token").AssertError("Unauthorized");
        Run("Connect-Ricloud -Url $url -Token $key.Token; $null = Get-RicloudKey -Current; Connect-Ricloud -Url $url -Token $key; $null = Get-RicloudKey -Current").AssertClean();
        Run("$null = Update-RicloudKeyToken $key.Id -Confirm:$false; $null = Get-RicloudKey -Current").AssertClean();
    }

    [Fact]
    public void Another_keys_token_is_replaced_and_the_session_keeps_its_own()
    {
        Run("$null = Connect-Ricloud -Url $url -Token $token; $other = Invoke-RicloudApi /keys POST -Body @{}; $theirs = Connect-Ricloud -Url $url -Token $other.token -PassThru; $null = Connect-Ricloud -Url $url -Token $token").AssertClean();

        Run("$new = Update-RicloudKeyToken $other.id -Confirm:$false; $null = Get-RicloudKey; $null = Get-RicloudKey -Current -Session $theirs").AssertClean();
        Assert.Equal([false], Run("$new.Token.Reveal() -eq $other.token.Reveal()").OutputOf<bool>());
    }

    [Fact]
    public void WhatIf_and_a_no_send_nothing_and_it_asks_by_itself()
    {
        Run("Connect-Ricloud -Url $url -Token $token").AssertClean();

        Assert.Empty(Run("Update-RicloudKeyToken 1 -WhatIf").AssertClean().Output);
        Assert.Contains("key 1", _module.HostText, StringComparison.Ordinal);
        Assert.Equal(["High"], Run("(Get-Command Update-RicloudKeyToken).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $true).ConfirmImpact.ToString()").OutputOf<string>());
        Run("Get-RicloudKey -Current").AssertClean();
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("truncate")]
    [InlineData("html")]
    public void A_lost_answer_says_what_is_known_and_another_key_finds_the_new_token(string kind)
    {
        string fault = $"$null = Invoke-RicloudApi /_emulator/faults POST -Body @{{ kind = '{kind}'; path = '/keys/*/rotate'; method = 'POST'; nth = 1{(kind == "truncate" ? string.Empty : "; when = 'after'")} }}";
        Run($"$null = Connect-Ricloud -Url $url -Token $token; $other = Invoke-RicloudApi /keys POST -Body @{{}}; $theirs = Connect-Ricloud -Url $url -Token $other.token -PassThru; $null = Connect-Ricloud -Url $url -Token $token; {fault}").AssertClean();

        // The other key's answer is lost: its token is read again.
        Assert.Equal([false], Run("(Update-RicloudKeyToken $other.id -Confirm:$false).Token.Reveal() -eq $other.token.Reveal()").AssertClean().OutputOf<bool>());
        Run("$null = Get-RicloudKey -Current -Session $theirs; " + fault).AssertClean();

        ErrorRecord error = Run("Update-RicloudKeyToken 1 -Confirm:$false").AssertError("RotateInDoubt");
        Assert.Contains("another key's token", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.NotEqual(_emulator.Token, Assert.Single(Run("(Get-RicloudKey 1 -Session $theirs).Token.Reveal()").AssertClean().OutputOf<string>()));
    }

    [Fact]
    public void A_request_that_never_came_leaves_the_token_as_it_was()
    {
        Run("$null = Connect-Ricloud -Url $url -Token $token; $null = Invoke-RicloudApi /_emulator/faults POST -Body @{ kind = 'drop'; path = '/keys/*/rotate'; nth = 1 }").AssertClean();

        Run("Update-RicloudKeyToken 1 -Confirm:$false").AssertError("Connection");
        Run("$null = Update-RicloudKeyToken 1 -Confirm:$false; $null = Get-RicloudKey -Current").AssertClean();
    }

    private PipelineRun Run(string script) =>
        _module.Run(script, new Dictionary<string, object?> { ["url"] = _emulator.Url.ToString(), ["token"] = _emulator.Token });
}
