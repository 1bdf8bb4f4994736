using System;
using System.IO;
using System.Security;
using System.Threading;
using System.Threading.Tasks;

namespace Ricloud.Shell;

/// <summary>The process's own console.</summary>
/// <remarks>Redirected output is laid out for 120 columns, has no escape sequences and shows no progress.</remarks>
public sealed class SystemConsole : ShellConsole, IDisposable
{
    /// <summary>The columns that views are laid out for when output goes to a file or a pipe.</summary>
    public const int RedirectedWidth = 120;

    private readonly Lock _gate = new();
    private Task<string?>? _reading;
    private CancellationTokenSource _interrupt = new();

    /// <inheritdoc/>
    public override TextWriter Out => Console.Out;

    /// <inheritdoc/>
    public override TextWriter Error => Console.Error;

    /// <inheritdoc/>
    public override int Width =>
        !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Console.WindowWidth : RedirectedWidth;

    /// <inheritdoc/>
    public override int Height =>
        !Console.IsOutputRedirected && Console.WindowHeight > 0 ? Console.WindowHeight : 50;

    /// <inheritdoc/>
    public override bool IsInteractive => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <inheritdoc/>
    public override bool ColoursOutput => !Console.IsOutputRedirected && WantsColours();

    /// <inheritdoc/>
    public override bool ColoursErrors => !Console.IsErrorRedirected && WantsColours();

    /// <inheritdoc/>
    public override bool ShowsProgress => !Console.IsErrorRedirected && KnowsSequences();

    /// <inheritdoc/>
    public override string? ReadLine()
    {
        // A read of the console can't be cancelled: an interrupted one stays pending, and the next caller gets its line.
        Task<string?> reading;
        CancellationToken interrupted;
        lock (_gate)
        {
            reading = _reading ??= Task.Run(Console.In.ReadLine);
            interrupted = _interrupt.Token;
        }

        reading.Wait(interrupted);
        lock (_gate)
        {
            _reading = null;
        }

        return reading.Result;
    }

    /// <inheritdoc/>
    public override SecureString? ReadSecret()
    {
        if (Console.IsInputRedirected)
        {
            return Secrets.From(ReadLine());
        }

        CancellationToken interrupted;
        lock (_gate)
        {
            interrupted = _interrupt.Token;
        }

        SecureString secret = SecretLine.Read(interrupted);
        Out.WriteLine();
        return secret;
    }

    /// <inheritdoc/>
    public override void Interrupt()
    {
        CancellationTokenSource last;
        lock (_gate)
        {
            last = _interrupt;
            _interrupt = new CancellationTokenSource();
        }

        last.Cancel();
        last.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _interrupt.Dispose();

    private static bool KnowsSequences() => Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private static bool WantsColours() =>
        KnowsSequences() && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
