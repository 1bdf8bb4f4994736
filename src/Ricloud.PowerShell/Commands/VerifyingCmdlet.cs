using System;
using System.Collections.Generic;
using System.Management.Automation;
using Ricloud.PowerShell.Webhooks;

namespace Ricloud.PowerShell.Commands;

/// <summary>A cmdlet that verifies a request's signature. It needs neither a session nor the API.</summary>
public abstract class VerifyingCmdlet : RicloudCmdlet
{
    private WebhookVerifier? _verifier;

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
        List<string> secrets = Require(() => ReceiverSecret.Reveal(Secret));
        _verifier = new WebhookVerifier(secrets, TimeSpan.FromSeconds(ToleranceSec), TimeSpan.FromSeconds(FutureToleranceSec));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _verifier?.Dispose();
        }
    }

    private protected WebhookVerification Verify(string signature, byte[] body) => _verifier!.Verify(signature, body, DateTimeOffset.UtcNow);
}
