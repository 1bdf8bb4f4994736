using System;
using System.Linq;
using System.Management.Automation;
using Ricloud.PowerShell.Webhooks;

namespace Ricloud.PowerShell.Commands;

/// <summary>A cmdlet that verifies a request's signature. It needs neither a session nor the API.</summary>
public abstract class VerifyingCmdlet : RicloudCmdlet
{
    /// <summary>The secrets that are accepted: text, SecureStrings, webhook configs; several while one is being replaced.</summary>
    [Parameter(Mandatory = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [Secret]
    public ReceiverSecret[] Secret { get; set; } = [];

    /// <summary>How many seconds old a signature may be. 600 by default.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int ToleranceSec { get; set; } = (int)WebhookSignature.DefaultTolerance.TotalSeconds;

    /// <summary>How many seconds in the future a signature's time may be. 60 by default.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int FutureToleranceSec { get; set; } = (int)WebhookSignature.DefaultFutureTolerance.TotalSeconds;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Secret.Select(s => s.Problem()).FirstOrDefault(p => p is not null) is { } problem)
        {
            ThrowTerminatingError(problem);
        }
    }

    private protected WebhookVerification Verify(string signature, byte[] body) => WebhookSignature.Verify(
        signature,
        body,
        [.. Secret.Select(s => s.Reveal())],
        DateTimeOffset.UtcNow,
        TimeSpan.FromSeconds(ToleranceSec),
        TimeSpan.FromSeconds(FutureToleranceSec));
}
