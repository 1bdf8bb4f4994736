using System.IO;
using Ricloud.DesiredState;
using Ricloud.PowerShell.Declarations;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>The declaration that a cmdlet was given, to be held against an organisation.</summary>
internal sealed class DeclaredConfigs(RicloudSessionCmdlet cmdlet)
{
    private readonly List<object?> _inputs = [];

    /// <summary>What of a plan is to be changed.</summary>
    public static IEnumerable<WebhookConfigStep> Changes(WebhookConfigSync sync) => sync.Plan.Where(step => step.Action != WebhookConfigStepAction.None);

    /// <summary>Takes a part of the declaration that was passed or piped.</summary>
    public void Add(object?[]? inputs) => _inputs.AddRange(inputs ?? []);

    /// <summary>Reads the declaration and the organisation; a failure ends the command.</summary>
    /// <param name="paths">Files that have it, perhaps with wildcards.</param>
    /// <param name="literalPaths">Files that have it, exactly as they are written.</param>
    /// <param name="wantedDefault">What is to be the default, whatever it says; null for what it says.</param>
    /// <param name="options">How to make the organisation match it.</param>
    public WebhookConfigSync Prepare(string[] paths, string[] literalPaths, ReceiverUrl? wantedDefault, WebhookSyncOptions options)
    {
        var declaration = cmdlet.Require(() =>
        {
            var files = paths.SelectMany(path => Files(path, isLiteral: false)).Concat(literalPaths.SelectMany(path => Files(path, isLiteral: true)));
            var read = DeclarationInput.Read(_inputs.Concat(files).ToList());
            return wantedDefault is null ? read : read.WithDefault(wantedDefault.Text);
        });
        var client = cmdlet.Client;
        return cmdlet.Require(() => cmdlet.Await(call => WebhookConfigSync.PrepareAsync(client, declaration, options, call)));
    }

    private IEnumerable<FileInfo> Files(string path, bool isLiteral)
    {
        var files = InputFiles.Find(cmdlet, path, isLiteral, RicloudError.DeclarationUnreadable);
        return files.Count > 0
            ? files.Select(file => new FileInfo(file))
            : throw new RicloudCommandException(RicloudError.DeclarationUnreadable.ToRecord(path, path, Texts.NoFileMatches));
    }
}
