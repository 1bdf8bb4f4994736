using System.Management.Automation;
using Ricloud.DesiredState;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>
/// Tells what <c>Sync-RicloudWebhookConfig</c> would do to make the organisation match a declaration. It changes nothing;
/// whatever it writes is drift.
/// </summary>
[Cmdlet(VerbsData.Compare, "RicloudWebhookConfig", DefaultParameterSetName = ByPath)]
[OutputType(typeof(WebhookConfigStep))]
public sealed class CompareRicloudWebhookConfigCommand : RicloudSessionCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ByInputObject = "InputObject";

    private DeclaredConfigs? _declared;

    /// <summary>The files with the declaration: .psd1, .json or .csv; wildcards are allowed. They are read and never run.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, exactly as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The declaration as objects: URLs, hashtables or objects with Url, State, Default and Keys, a hashtable with WebhookConfigs, StorageConfigs and Keys, or files.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByInputObject)]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? InputObject { get; set; }

    /// <summary>The address that is to be the organisation's default, whatever the declaration says.</summary>
    [Parameter]
    [ReceiverUrl(Single = true)]
    public ReceiverUrl? Default { get; set; }

    /// <summary>Deactivates what isn't declared, instead of leaving it alone.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>Writes what is as declared, too.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        ThrowIf(Default?.Problem);
        _declared = new DeclaredConfigs(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _declared!.Add(InputObject);

    private protected override void Finish()
    {
        var sync = _declared!.Prepare(Path, LiteralPath, Default, new WebhookSyncOptions { Prune = Prune });
        WriteObject(IncludeEqual ? sync.Plan : DeclaredConfigs.Changes(sync), enumerateCollection: true);
    }
}
