using System.Management.Automation;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell;

/// <summary>
/// What a <c>-Secret</c> parameter was given: a secret to sign or verify with. It shows nothing of it. A value that is
/// no secret is kept with the reason, so that the command can say what was wrong.
/// </summary>
public sealed class ReceiverSecret
{
    private readonly string _text;
    private readonly string? _problem;

    private ReceiverSecret(string text, string? problem)
    {
        _text = text;
        _problem = problem;
    }

    /// <inheritdoc/>
    public override string ToString() => RicloudSecret.Shown;

    /// <summary>Why it is none; null when it is one.</summary>
    internal string? Reason => _problem;

    internal static ReceiverSecret Of(string text) => new(text, null);

    internal static ReceiverSecret Refused(string problem) => new(string.Empty, problem);

    /// <summary>The error to write instead of doing anything, or null when there is a secret.</summary>
    internal ErrorRecord? Problem() => _problem is null ? null : RicloudError.InvalidSecret.ToRecord(null, _problem);

    internal string Reveal() => _text;

    /// <exception cref="RicloudCommandException">One of them is no secret.</exception>
    internal static List<string> Reveal(IReadOnlyCollection<ReceiverSecret> secrets) =>
        secrets.Select(s => s.Problem()).FirstOrDefault(p => p is not null) is { } problem
            ? throw new RicloudCommandException(problem)
            : secrets.Select(s => s.Reveal()).ToList();
}
