using System.Collections.Generic;
using System.Management.Automation;

namespace Ricloud.PowerShell.Errors;

/// <summary>Translates the client's exception to the error that a cmdlet writes.</summary>
internal static class ApiErrors
{
    private static readonly Dictionary<RicloudErrorKind, RicloudError> Errors = new()
    {
        [RicloudErrorKind.Unauthorized] = RicloudError.Unauthorized,
        [RicloudErrorKind.Forbidden] = RicloudError.Forbidden,
        [RicloudErrorKind.NotFound] = RicloudError.NotFound,
        [RicloudErrorKind.InvalidParameter] = RicloudError.InvalidParameter,
        [RicloudErrorKind.InvalidBody] = RicloudError.InvalidBody,
        [RicloudErrorKind.Rejected] = RicloudError.Rejected,
        [RicloudErrorKind.RateLimited] = RicloudError.RateLimited,
        [RicloudErrorKind.Server] = RicloudError.Server,
        [RicloudErrorKind.InvalidResponse] = RicloudError.InvalidResponse,
        [RicloudErrorKind.ResponseTooLarge] = RicloudError.ResponseTooLarge,
        [RicloudErrorKind.Connection] = RicloudError.Connection,
        [RicloudErrorKind.ProxyRefused] = RicloudError.ProxyRefused,
        [RicloudErrorKind.Tls] = RicloudError.Tls,
        [RicloudErrorKind.Timeout] = RicloudError.Timeout,
        [RicloudErrorKind.RedirectRefused] = RicloudError.RedirectRefused,
        [RicloudErrorKind.PagingLoop] = RicloudError.PagingLoop,
        [RicloudErrorKind.WaitTimeout] = RicloudError.WaitTimeout,
        [RicloudErrorKind.CreateInDoubt] = RicloudError.CreateInDoubt,
        [RicloudErrorKind.TestInDoubt] = RicloudError.TestInDoubt,
        [RicloudErrorKind.RotateInDoubt] = RicloudError.RotateInDoubt,
    };

    /// <summary>The error for one item.</summary>
    /// <param name="exception">What the client threw; it stays on the error.</param>
    /// <param name="target">What the caller passed or piped. A wait that ran out has what was waited for as its target instead.</param>
    public static ErrorRecord ToRecord(RicloudException exception, object? target)
    {
        if (exception is RicloudWaitException wait)
        {
            target = (object?)wait.LastTask ?? wait.LastWebhookConfig ?? target;
        }

        return Errors[exception.Kind].Wrap(exception, target, exception.Message);
    }
}
