using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Ricloud.PowerShell.Declarations;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Identity;

namespace Ricloud.PowerShell.Commands;

/// <summary>A cmdlet that holds an organisation's webhook configs against a declaration.</summary>
public abstract class DeclarationCmdlet : RicloudSessionCmdlet
{
    private const string ByPath = "Path";
    private const string ByInputObject = "InputObject";

    private readonly List<object?> _inputs = [];

    private protected const string DefaultSet = ByPath;

    /// <summary>The file with the declaration: .psd1, .json or .csv. It is read and never run.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The declaration as objects: URLs, or hashtables or objects with Url, State, Default and Keys.</summary>
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

    private protected virtual WebhookSyncOptions Options => new() { Prune = Prune };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Default?.Problem() is { } problem)
        {
            ThrowTerminatingError(problem);
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _inputs.AddRange(InputObject ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WebhookDeclaration declaration = Require(() => DeclarationErrors.Translate(ReadDeclaration));
        WebhookSyncOptions options = Options;
        RicloudClient client = Client;
        Run(Require(() => Await(stopping => DeclarationErrors.TranslateAsync(WebhookConfigSync.PrepareAsync(client, declaration, options, stopping)))));
    }

    private protected abstract void Run(WebhookConfigSync sync);

    private protected static IEnumerable<WebhookConfigStep> Changes(WebhookConfigSync sync) =>
        sync.Plan.Where(step => step.Action != WebhookConfigStepAction.None);

    private WebhookDeclaration ReadDeclaration()
    {
        WebhookDeclaration declaration = ParameterSetName == ByPath
            ? DeclarationFile.Read(FullPath())
            : DeclarationInput.Read(_inputs);
        return Default is null ? declaration : declaration.WithDefault(Default.Text);
    }

    private string FullPath()
    {
        string path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path, out ProviderInfo provider, out _);
        return provider.Name == "FileSystem"
            ? path
            : throw new RicloudCommandException(RicloudError.DeclarationUnreadable.ToRecord(Path, Path, Texts.DeclarationIsNoFile));
    }
}
