using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class OptionTests
{
    [Theory]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("stray", "stray")]
    [InlineData("--port", "--port")]
    [InlineData("--port=x", "--port")]
    [InlineData("--port=65536", "--port")]
    [InlineData("--port=-1", "--port")]
    [InlineData("--data=", "--data")]
    [InlineData("--token=", "--token")]
    [InlineData("--token=two words", "--token")]
    [InlineData("--listen=here", "--listen")]
    [InlineData("--listen=0.0.0.0", "--token")]
    [InlineData("--allow-host=http://a/", "--allow-host")]
    [InlineData("--retry-delays=1", "--retry-delays")]
    [InlineData("--retry-delays=-1s", "--retry-delays")]
    [InlineData("--retry-delays=NaNs", "--retry-delays")]
    [InlineData("--retry-delays=0s,0s,0s,0s,0s,0s", "--retry-delays")]
    [InlineData("--work-delay=1", "--work-delay")]
    [InlineData("--session-idle=-1s", "--session-idle")]
    [InlineData("--documented-shapes=yes", "--documented-shapes")]
    [InlineData("--faults", "--faults")]
    [InlineData("--attached=yes", "--attached")]
    public async Task A_wrong_option_ends_with_2_and_is_named(string argument, string named)
    {
        (int exitCode, string output, string errors) = await RunningEmulator.RunAsync(null, argument);

        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("--help", "--retry-delays")]
    [InlineData("--version", "0.")]
    public async Task Help_and_version_go_to_standard_output(string argument, string text)
    {
        (int exitCode, string output, string errors) = await RunningEmulator.RunAsync(null, argument);

        Assert.Equal(0, exitCode);
        Assert.Contains(text, output, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task The_ready_line_is_all_of_standard_output_and_the_end_is_clean()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--token", "chosen");
        using JsonDocument ready = JsonDocument.Parse(emulator.ReadyLine);

        Assert.Matches(@"^http://127\.0\.0\.1:\d+$", ready.RootElement.GetProperty("url").GetString());
        Assert.Equal("chosen", ready.RootElement.GetProperty("token").GetString());
        Assert.Equal(JsonValueKind.Null, ready.RootElement.GetProperty("data").ValueKind);
        await emulator.CreateTestedAsync(emulator.ReceiverUrl("x"));
        await SignalAsync(emulator, "TERM");

        Assert.Empty(await emulator.Process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, emulator.Process.ExitCode);
        Assert.DoesNotContain("chosen", emulator.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_each_start_makes_a_long_one()
    {
        await using RunningEmulator one = await RunningEmulator.StartAsync();
        await using RunningEmulator two = await RunningEmulator.StartAsync();

        Assert.True(one.Token.Length >= 32);
        Assert.NotEqual(one.Token, two.Token);
    }

    [Fact]
    public async Task The_token_may_come_by_the_environment_and_the_argument_wins()
    {
        Dictionary<string, string> environment = new() { ["RICLOUD_EMULATOR_TOKEN"] = "from-environment" };

        await using RunningEmulator one = await RunningEmulator.StartAsync(environment);
        await using RunningEmulator two = await RunningEmulator.StartAsync(environment, "--token=from-argument");

        Assert.Equal("from-environment", one.Token);
        Assert.Equal("from-argument", two.Token);
        Assert.Equal(200, (await one.GetAsync("/key")).Status);
    }

    [Fact]
    public async Task A_port_in_use_is_told()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        (int exitCode, string output, string errors) = await RunningEmulator.RunAsync(null, "--port", port);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(port, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listening_beyond_loopback_warns()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--listen", "0.0.0.0", "--token", "chosen");

        Assert.StartsWith("http://127.0.0.1:", emulator.Url, StringComparison.Ordinal);
        Assert.Equal(200, (await emulator.GetAsync("/key")).Status);
        Assert.Contains("WARNING", emulator.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_listens_on_the_ipv6_loopback_too()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--listen=::1");

        Assert.StartsWith("http://[::1]:", emulator.Url, StringComparison.Ordinal);
        Assert.Equal(200, (await emulator.GetAsync("/key")).Status);
    }

    [Fact]
    public async Task Attached_it_ignores_an_interrupt_and_ends_with_its_input()
    {
        await using RunningEmulator emulator = await RunningEmulator.StartAsync("--attached");
        await SendSignalAsync(emulator, "INT");
        Assert.Equal(200, (await emulator.GetAsync("/key")).Status);

        emulator.Process.StandardInput.Close();
        await emulator.Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(0, emulator.Process.ExitCode);
    }

    [Fact]
    public async Task An_interrupt_ends_it_even_while_answers_are_awaited()
    {
        await using Receiver silent = Receiver.Doing((_, _, stop) => Task.Delay(System.Threading.Timeout.Infinite, stop));
        await using RunningEmulator emulator = await RunningEmulator.StartAsync();
        Answer created = await emulator.PostAsync("/configs/webhook", new { url = silent.Url });
        Task<Answer> waiting = emulator.PostAsync($"/configs/webhook/{created.Id}/test", awaitSeconds: "10");
        await silent.NextAsync(1);
        Stopwatch clock = Stopwatch.StartNew();

        await SignalAsync(emulator, "INT");

        Assert.Equal(0, emulator.Process.ExitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(9.5));
        Assert.Equal(200, (await waiting).Status);
    }

    private static async Task SignalAsync(RunningEmulator emulator, string signal)
    {
        await SendSignalAsync(emulator, signal);
        await emulator.Process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    private static async Task SendSignalAsync(RunningEmulator emulator, string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        using Process kill = Process.Start("kill", [$"-{signal}", emulator.Process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
