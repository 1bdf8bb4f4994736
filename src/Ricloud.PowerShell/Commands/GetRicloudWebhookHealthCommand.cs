using System.Management.Automation;
using Ricloud.Models;
using Ricloud.Operations;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Tells how well webhook configs do: a row a config, with what became of its events.</summary>
[Cmdlet(VerbsCommon.Get, "RicloudWebhookHealth")]
[OutputType(typeof(WebhookHealth))]
public sealed class GetRicloudWebhookHealthCommand : RicloudSessionCmdlet
{
    private readonly List<RicloudIdentity> _wanted = [];

    /// <summary>The webhook configs: ids, or objects that have one. All of them by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Identity(ResourceType.WebhookConfig)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Where the window begins whose events count. A day before its end by default.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Where it ends. Now by default.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Until { get; set; }

    /// <summary>How many events are read at most, the newest of the window.</summary>
    [Parameter]
    [ValidateRange(1, 10_000_000)]
    public int MaximumEvents { get; set; } = 50_000;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var identity in Id)
        {
            if (ProblemOf(identity) is { } problem)
            {
                WriteError(problem);
            }
            else
            {
                _wanted.Add(identity);
            }
        }
    }

    private protected override void Finish()
    {
        if (MyInvocation.ExpectingInput && _wanted.Count == 0)
        {
            return;
        }

        var until = Until ?? DateTimeOffset.Now;
        HealthReport report = new(Client, Since ?? until.AddDays(-1), until, MaximumEvents);
        var rows = Require(() => Await(report.ReadAsync, new WaitDisplay(Texts.CountingEvents)));
        if (report.Homeless > 0)
        {
            WriteWarning(Texts.EventsWithoutConfig(report.Homeless));
        }

        if (report.IsCut)
        {
            WriteWarning(Texts.WindowIsCut(MaximumEvents));
        }

        if (_wanted.Count == 0)
        {
            WriteObject(rows, enumerateCollection: true);
        }

        foreach (var identity in _wanted)
        {
            if (rows.FirstOrDefault(row => IdentityReader.ScalarText(row.Id) == identity.Id) is { } row)
            {
                WriteObject(row);
            }
            else
            {
                WriteError(RicloudError.ConfigUnknown.ToRecord(identity.Source, identity.TargetName));
            }
        }
    }
}
