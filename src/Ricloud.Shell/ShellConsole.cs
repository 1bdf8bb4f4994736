using System.IO;
using System.Security;

namespace Ricloud.Shell;

/// <summary>Where a shell's text goes to and its answers come from: the machine's console, or a buffer.</summary>
public abstract class ShellConsole
{
    /// <summary>Gets the writer of output, warnings, verbose and debug text and prompts.</summary>
    public abstract TextWriter Out { get; }

    /// <summary>Gets the writer of the error stream and of progress.</summary>
    public abstract TextWriter Error { get; }

    /// <summary>Gets the columns that views are laid out for.</summary>
    public abstract int Width { get; }

    /// <summary>Gets the rows of the window.</summary>
    public abstract int Height { get; }

    /// <summary>Gets a value indicating whether somebody types the answers, so that a prompt and an echo make sense.</summary>
    public abstract bool IsInteractive { get; }

    /// <summary>Gets a value indicating whether escape sequences may be written to <see cref="Out"/>.</summary>
    public abstract bool ColoursOutput { get; }

    /// <summary>Gets a value indicating whether escape sequences may be written to <see cref="Error"/>.</summary>
    public abstract bool ColoursErrors { get; }

    /// <summary>Gets a value indicating whether progress is shown.</summary>
    public abstract bool ShowsProgress { get; }

    /// <summary>Reads one line.</summary>
    /// <returns>The line without its end, or null at the end of the input.</returns>
    public abstract string? ReadLine();

    /// <summary>Reads one line without showing it.</summary>
    /// <returns>The line without its end, or null at the end of the input.</returns>
    public abstract SecureString? ReadSecret();

    /// <summary>Makes a <see cref="ReadLine"/> or <see cref="ReadSecret"/> that is waiting give up.</summary>
    public abstract void Interrupt();
}
