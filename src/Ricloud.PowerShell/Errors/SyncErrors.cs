using System.Management.Automation;
using Ricloud.DesiredState;

namespace Ricloud.PowerShell.Errors;

/// <summary>Translates the harm that a step would have done to the error of its name.</summary>
internal static class SyncErrors
{
    private static readonly Dictionary<SyncFailure, RicloudError> Errors = new()
    {
        [SyncFailure.InUse] = RicloudError.WebhookConfigInUse,
        [SyncFailure.LastValid] = RicloudError.LastValidWebhookConfig,
    };

    public static ErrorRecord ToRecord(SyncException exception, WebhookConfigStep step) =>
        Errors[exception.Failure].Wrap(exception, step, exception.Message);
}
