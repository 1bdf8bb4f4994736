using System.IO;
using System.Management.Automation;
using Ricloud.DesiredState;
using Ricloud.PowerShell.Declarations;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>A cmdlet that holds an organisation's webhook configs against a declaration.</summary>
public abstract class DeclarationCmdlet : RicloudSessionCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ByInputObject = "InputObject";

    private readonly List<object?> _inputs = [];

    private protected const string DefaultSet = ByPath;

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

    /// <summary>The declaration as objects: URLs, hashtables or objects with Url, State, Default and Keys, or files.</summary>
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
        var declaration = Require(() => DeclarationErrors.Translate(ReadDeclaration));
        var options = Options;
        var client = Client;
        Run(Require(() => Await(stopping => DeclarationErrors.TranslateAsync(WebhookConfigSync.PrepareAsync(client.Services, declaration, options, stopping)))));
    }

    private protected abstract void Run(WebhookConfigSync sync);

    private protected static IEnumerable<WebhookConfigStep> Changes(WebhookConfigSync sync) =>
        sync.Plan.Where(step => step.Action != WebhookConfigStepAction.None);

    private WebhookDeclaration ReadDeclaration()
    {
        var declaration = ParameterSetName == ByInputObject
            ? DeclarationInput.Read(_inputs)
            : DeclarationInput.Read((ParameterSetName == ByPath ? Path : LiteralPath).SelectMany(Files).Select(file => new FileInfo(file)).ToList<object?>());
        return Default is null ? declaration : declaration.WithDefault(Default.Text);
    }

    private IReadOnlyCollection<string> Files(string path)
    {
        var files = InputFiles.Find(this, path, ParameterSetName == ByLiteralPath, RicloudError.DeclarationUnreadable);
        return files.Count > 0 ? files : throw new RicloudCommandException(RicloudError.DeclarationUnreadable.ToRecord(path, path, Texts.NoFileMatches));
    }
}
