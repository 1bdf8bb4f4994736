using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell;

/// <summary>
/// What a <c>-Secret</c> parameter was given: a secret to sign or verify with. It shows nothing of it. A value that is
/// no secret is kept with the reason, so that the command can say what was wrong.
/// </summary>
public sealed class ReceiverSecret : ParameterValue
{
    private readonly string _text;

    private ReceiverSecret(string text, RicloudError? error, params object?[] reasons)
        : base(null, error, reasons) => _text = text;

    /// <inheritdoc/>
    public override string ToString() => RicloudSecret.Shown;

    internal static ReceiverSecret Of(string text) => new(text, null);

    internal static ReceiverSecret Refused(string reason) => new(string.Empty, RicloudError.InvalidSecret, reason);

    internal string Reveal() => _text;

    /// <exception cref="RicloudCommandException">One of them is no secret.</exception>
    internal static List<string> Reveal(IReadOnlyCollection<ReceiverSecret> secrets) =>
        secrets.Select(s => s.Problem).FirstOrDefault(p => p is not null) is { } problem
            ? throw new RicloudCommandException(problem)
            : secrets.Select(s => s.Reveal()).ToList();
}
