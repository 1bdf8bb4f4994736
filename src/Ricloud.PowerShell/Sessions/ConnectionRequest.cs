using System.Net;
using System.Security;

namespace Ricloud.PowerShell.Sessions;

/// <summary>What the caller said about a connection; what is left out is looked for in the environment and the files.</summary>
internal sealed class ConnectionRequest
{
    public SecureString? Token { get; set; }

    public string? Url { get; set; }

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    public int MaximumRetryCount { get; set; } = 3;

    public TimeSpan RetryDeadline { get; set; } = TimeSpan.FromSeconds(300);

    public IWebProxy? Proxy { get; set; }

    public ICredentials? ProxyCredentials { get; set; }

    public bool AllowUnencrypted { get; set; }
}
