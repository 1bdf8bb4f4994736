namespace Ricloud.Tests.Once;

/// <summary>What happens to one request on its way; "after" is after the server has done it.</summary>
internal enum Fault
{
    None,
    ConnectionRefused,
    RateLimited,
    DropBefore,
    DropAfter,
    ServerErrorBefore,
    ServerErrorAfter,
    UnavailableBefore,
    UnavailableForLong,
    UnavailableForLongAfter,
    TruncatedAfter,
    HtmlBefore,
    HtmlAfter,
    TimeoutBefore,
    TimeoutAfter,
    GatewayTimeoutBefore,
    GatewayTimeoutAfter,

    /// <summary>No answer in time, and done three seconds after that.</summary>
    Held,

    /// <summary>The connection breaks at once, and it is done half a second later.</summary>
    DropAndSoon,

    /// <summary>The connection breaks at once, and it is done when the next one like it has been.</summary>
    DropAndLate,
    Forbidden,
    RedirectBefore,
    RedirectAfter,
}
