using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell;

/// <summary>
/// What an <c>-Id</c> parameter was given: an id, or an object that has one. A value that names nothing is kept with
/// the reason, so that the cmdlet reports it for that one item and goes on with the others.
/// </summary>
public sealed class RicloudIdentity : ParameterValue
{
    private RicloudIdentity(IdentityKind kind, string id, object? source, RicloudError? error, params object?[] reasons)
        : base(source, error, reasons)
    {
        Kind = kind;
        Id = id;
    }

    /// <summary>The id, exactly as it goes to the API; empty when what was given names nothing.</summary>
    public string Id { get; }

    internal IdentityKind Kind { get; }

    /// <summary>Whether an object was given, which tells its kind, and not an id alone.</summary>
    internal bool IsObject => Source is not null && IdentityReader.ScalarText(Source) is null;

    /// <summary>The task behind the id, when a live one was given.</summary>
    internal RicloudTask? Task => Source as RicloudTask;

    /// <summary>What people call the thing, with its URL when what was given shows it.</summary>
    internal override string TargetName => KnownUrl is { Length: > 0 } url
        ? Texts.ConfigTargetWithUrl(Kind.Name, Id, url)
        : Texts.ResourceTarget(Kind.Name, Id);

    /// <summary>The state of a config as what was given shows it; null where it doesn't.</summary>
    internal string? KnownState => Source is IRicloudConfig config ? config.State
        : IsConfig && Source is not null && ObjectView.Of(Source) is { } view && view["target"] is null ? view.Text("State")
        : null;

    // Only configs are tested.
    private bool IsConfig => Kind.TestTaskType is not null;

    private string? KnownUrl => !IsConfig || Source is null
        ? null
        : Source is IRicloudConfig config ? config.Url : ObjectView.Of(Source)?.Text("Url");

    /// <inheritdoc/>
    public override string ToString() => Id;

    internal static RicloudIdentity Of(IdentityKind kind, string id, object? source) => new(kind, id, source, null);

    internal static RicloudIdentity Refused(IdentityKind kind, object? source, RicloudError error, params object?[] reasons) =>
        new(kind, string.Empty, source, error, reasons);
}
