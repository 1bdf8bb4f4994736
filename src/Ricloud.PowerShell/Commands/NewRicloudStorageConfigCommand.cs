using System.Management.Automation;
using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Creates storage configs. The API tests each at once.</summary>
[Cmdlet(VerbsCommon.New, "RicloudStorageConfig", SupportsShouldProcess = true)]
[OutputType(typeof(StorageConfig))]
public sealed class NewRicloudStorageConfigCommand : RicloudSessionCmdlet
{
    /// <summary>The storages' addresses, gs://bucket/path or s3://bucket/path, sent exactly as they are written.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [StorageUrl]
    public StorageUrl[] Url { get; set; } = [];

    /// <summary>What the storage is opened with: the JSON of a Google service account or the CSV that AWS exports, as a file or its text, a hashtable, a PSCredential of an access key, or any of them hidden.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [StorageCredential]
    public StorageCredential? Credential { get; set; }

    /// <summary>Has results come with a URL by which anybody can read them for some time.</summary>
    [Parameter]
    public SwitchParameter SignedUrl { get; set; }

    /// <summary>How many seconds such a URL is good.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int SignedUrlExpiry { get; set; }

    /// <summary>
    /// Creates again when nobody can tell whether a create that got no answer was made. Two configs may come of it; without it
    /// the error <c>CreateInDoubt</c> does.
    /// </summary>
    [Parameter]
    public SwitchParameter RetryInDoubt { get; set; }

    /// <summary>Waits until the test is done.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait at most. 60 by default; without a wait it has no effect.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>
    /// How many items to work on at once, 1 to 64. 1 by default. What is written keeps the order of the items. More than one
    /// reads ahead: that many changes may have been made beyond the last one that was written.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    /// <inheritdoc/>
    protected override void BeginProcessing() => ThrowIf(Credential?.Problem);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ConfigWork<StorageConfig> work = new(this, ConfigKind.Storage, client => client.StorageConfigs);
        ForEach(Url, ThrottleLimit, url =>
            work.Create(url, new ConfigCreate { Url = url.Text, Others = StorageAttributes.Of(this, Credential, SignedUrl, SignedUrlExpiry), RetryInDoubt = RetryInDoubt }, new TestWait(Wait, TimeoutSec)));
    }
}
