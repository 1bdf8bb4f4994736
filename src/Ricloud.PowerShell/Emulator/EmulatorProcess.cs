using System.Diagnostics;
using System.IO;

namespace Ricloud.PowerShell.Emulator;

/// <summary>
/// The emulator as a child that ends with its standard input, and so with this process, however that ends. What it writes
/// is always read, since a full pipe would stop it; the last lines are kept to explain a failure.
/// </summary>
internal sealed class EmulatorProcess
{
    private const int KeptLines = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Queue<string> _lastLines = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isStopping;

    private EmulatorProcess(Process process) => _process = process;

    public int Id { get; private set; }

    /// <summary>What it ended with; null while it runs.</summary>
    public int? ExitCode { get; private set; }

    public bool IsRunning => !_ended.Task.IsCompleted;

    /// <summary>The last lines of its log.</summary>
    public string LastLines
    {
        get
        {
            lock (_lastLines)
            {
                return string.Join(Environment.NewLine, _lastLines);
            }
        }
    }

    /// <summary>Starts the program.</summary>
    /// <param name="program">What to run.</param>
    /// <param name="arguments">Its arguments; never a secret, since every user of the machine can see them.</param>
    /// <param name="token">The token to take, handed over in the environment; null lets it make one.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The system can't run it.</exception>
    public static EmulatorProcess Start(EmulatorProgram program, IReadOnlyList<string> arguments, string? token)
    {
        var process = new Process { StartInfo = StartInfo(program, arguments, token) };
        var emulator = new EmulatorProcess(process);
        process.Exited += (_, _) => emulator.OnExited();
        process.OutputDataReceived += (_, line) => emulator.OnOutput(line.Data);
        process.ErrorDataReceived += (_, line) => emulator.Keep(line.Data);
        process.Start();
        emulator.Id = process.Id;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        // Not before all that is done, since a process that ends at once is disposed of at once.
        process.EnableRaisingEvents = true;
        return emulator;
    }

    /// <summary>Waits for the line that says where it listens; null when it ended instead.</summary>
    public async Task<string?> ReadyLineAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var late = Task.Delay(patience, deadline.Token);
        var first = await Task.WhenAny(_ready.Task, _ended.Task, late).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        deadline.Cancel();
        return first == _ready.Task ? await _ready.Task.ConfigureAwait(false) : null;
    }

    /// <summary>Ends it by ending its input, and by force when it doesn't mind.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _isStopping, 1) == 0)
        {
            CloseInput();
            if (await Task.WhenAny(_ended.Task, Task.Delay(Patience)).ConfigureAwait(false) != _ended.Task)
            {
                Kill();
            }
        }

        await _ended.Task.ConfigureAwait(false);
    }

    private static ProcessStartInfo StartInfo(EmulatorProgram program, IReadOnlyList<string> arguments, string? token)
    {
        List<string> line = program.Assembly is null ? [] : [program.Assembly];
        line.Add("--attached");
        line.AddRange(arguments);
        var start = new ProcessStartInfo(program.File, CommandLine.Of(line))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (token is not null)
        {
            start.EnvironmentVariables["RICLOUD_EMULATOR_TOKEN"] = token;
        }

        return start;
    }

    private void OnOutput(string? line)
    {
        if (line is not null && !_ready.TrySetResult(line))
        {
            Keep(line);
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > KeptLines)
            {
                _lastLines.Dequeue();
            }
        }
    }

    /// <summary>Waits for the rest of what it wrote, which may come after the exit.</summary>
    private void OnExited()
    {
        _process.WaitForExit();
        ExitCode = _process.ExitCode;
        _ended.TrySetResult(true);
        _process.Dispose();
    }

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It has ended already.
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended meanwhile.
        }
    }
}
