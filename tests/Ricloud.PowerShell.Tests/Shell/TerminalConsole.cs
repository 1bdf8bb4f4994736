using System;
using System.Collections.Generic;
using System.IO;
using System.Security;
using System.Text;
using Ricloud.Shell;

namespace Ricloud.Tests.Shell;

/// <summary>A terminal with somebody at it, who types what the test says.</summary>
/// <param name="typed">The lines, one after another; null is Ctrl+C.</param>
internal sealed class TerminalConsole(params IEnumerable<string?> typed) : ShellConsole, IDisposable
{
    private readonly Queue<string?> _typed = new(typed);
    private readonly WatchedWriter _out = new();
    private readonly StringWriter _error = new() { NewLine = "\n" };

    /// <summary>Called with all the output so far, whenever there is more.</summary>
    public event Action<string>? Written
    {
        add => _out.Written += value;
        remove => _out.Written -= value;
    }

    public override TextWriter Out => _out;

    public override TextWriter Error => _error;

    public override int Width => 30;

    public override int Height => 25;

    public override bool IsInteractive => true;

    public override bool ColoursOutput => true;

    public override bool ColoursErrors => true;

    public override bool ShowsProgress => true;

    public string OutputText => _out.ToString();

    public string ErrorText => _error.ToString();

    public override string? ReadLine() =>
        _typed.TryDequeue(out string? line) ? line ?? throw new OperationCanceledException() : null;

    public override SecureString? ReadSecret()
    {
        var secret = new SecureString();
        foreach (char c in ReadLine() ?? string.Empty)
        {
            secret.AppendChar(c);
        }

        return secret;
    }

    public override void Interrupt()
    {
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
    }

    private sealed class WatchedWriter : StringWriter
    {
        public WatchedWriter() => NewLine = "\n";

        public event Action<string>? Written;

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            Written?.Invoke(ToString());
        }
    }
}
