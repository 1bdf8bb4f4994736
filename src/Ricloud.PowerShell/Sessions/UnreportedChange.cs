using Ricloud.Http;
using Ricloud.Values;

namespace Ricloud.PowerShell;

/// <summary>
/// A change that was sent to the API by a command that ended before it could say what came of it: by Ctrl+C, by an error of
/// another item, or because nobody wanted more.
/// </summary>
public sealed class UnreportedChange : RicloudObject
{
    internal UnreportedChange(string command, object? input, RicloudChangeState state, object? result, DateTime endedAt)
    {
        Command = command;
        Input = input;
        State = state.ToString();
        Result = result;
        EndedAt = endedAt;
    }

    /// <summary>The command's name.</summary>
    public string Command { get; }

    /// <summary>What was passed or piped to it.</summary>
    public object? Input { get; }

    /// <summary><see cref="RicloudChangeState.Made"/> when the API said so; <see cref="RicloudChangeState.InDoubt"/> when nobody knows.</summary>
    public string State { get; }

    /// <summary>What the API answered, if it had answered by then.</summary>
    public object? Result { get; }

    /// <summary>When the command ended, in local time.</summary>
    public DateTime EndedAt { get; }

    /// <inheritdoc/>
    public override string ToString() => TerminalText.Of(Command + " " + Input + ": " + State);
}
