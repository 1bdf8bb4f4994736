using System;
using System.IO;
using System.Security;

namespace Ricloud.Shell;

/// <summary>A console in memory: what is written is kept as text, and answers come from a given text.</summary>
public sealed class BufferConsole : ShellConsole, IDisposable
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly StringReader _input;

    /// <summary>Initializes a new instance of the <see cref="BufferConsole"/> class.</summary>
    /// <param name="width">The columns that views are laid out for.</param>
    /// <param name="input">What is read, line by line; then the input has ended.</param>
    public BufferConsole(int width = 120, string input = "")
    {
        Columns = width;
        _input = new StringReader(input);
    }

    /// <inheritdoc/>
    public override TextWriter Out => _out;

    /// <inheritdoc/>
    public override TextWriter Error => _error;

    /// <summary>Gets or sets the columns that views are laid out for from now on.</summary>
    public int Columns { get; set; }

    /// <inheritdoc/>
    public override int Width => Columns;

    /// <inheritdoc/>
    public override int Height => 50;

    /// <inheritdoc/>
    public override bool IsInteractive => false;

    /// <inheritdoc/>
    public override bool ColoursOutput => false;

    /// <inheritdoc/>
    public override bool ColoursErrors => false;

    /// <inheritdoc/>
    public override bool ShowsProgress => false;

    /// <summary>Gets all that was written as output.</summary>
    public string OutputText => _out.ToString();

    /// <summary>Gets all that was written as errors.</summary>
    public string ErrorText => _error.ToString();

    /// <summary>Forgets what was written so far.</summary>
    public void Clear()
    {
        _out.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
    }

    /// <inheritdoc/>
    public override string? ReadLine() => _input.ReadLine();

    /// <inheritdoc/>
    public override SecureString? ReadSecret() => Secrets.From(_input.ReadLine());

    /// <inheritdoc/>
    public override void Interrupt()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        _input.Dispose();
    }
}
