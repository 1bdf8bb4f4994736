using System.Management.Automation;
using System.Security;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.PowerShell.Sessions;

namespace Ricloud.PowerShell.Commands;

/// <summary>Connects to the ricloud API and makes the session the default of the runspace.</summary>
[Cmdlet(VerbsCommunications.Connect, "Ricloud", DefaultParameterSetName = ByToken)]
[OutputType(typeof(RicloudSession))]
public sealed class ConnectRicloudCommand : RicloudCmdlet
{
    private const string ByToken = "Token";
    private const string ByConnection = "Connection";

    /// <summary>The key's token, as text or SecureString. Left out, it is looked for in the environment and the configuration files.</summary>
    [Parameter(Position = 0, ParameterSetName = ByToken)]
    [Token]
    public SecureString? Token { get; set; }

    /// <summary>The API's base address. Left out, it is looked for in the environment and the configuration files.</summary>
    [Parameter(Position = 1, ParameterSetName = ByToken)]
    [ValidateNotNullOrEmpty]
    public string? Url { get; set; }

    /// <summary>An Azure Automation connection, or any hashtable or object with a <c>Token</c> and, if need be, a <c>Url</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByConnection)]
    [Connection]
    public ConnectionSettings? Connection { get; set; }

    /// <summary>How many seconds one request may take. 100 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 100;

    /// <summary>How many times a request is tried again when it fails in a way that may pass, 0 to 100. 3 by default.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>How many seconds one call may take with all its tries and pauses. 300 by default.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int RetryDeadlineSec { get; set; } = 300;

    /// <summary>The proxy to use instead of the system's: <c>host:port</c>, or an address, perhaps with user and password.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ProxyText]
    public string? Proxy { get; set; }

    /// <summary>The user and the password for the proxy.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Allows a plain http address beyond this machine. The token is then readable on the way.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Connects without asking the API whether it takes the token.</summary>
    [Parameter]
    public SwitchParameter SkipTokenCheck { get; set; }

    /// <summary>Writes the session to the output, for use with <c>-Session</c>. A session that the runspace has or would find stays its own.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Finish()
    {
        var session = Require(() => SessionFactory.Open(Request(), WriteVerbose));
        if (!SkipTokenCheck)
        {
            session = Require(() => Checked(session));
        }

        session.IsHandedOut = PassThru;
        var isDefault = !PassThru || !Require(HasAnother);
        if (isDefault)
        {
            SessionSlot.Write(SessionState.PSVariable, session);
        }

        WriteVerbose(isDefault ? Texts.Connected(session.ToString()) : Texts.ConnectedBeside(session.ToString()));
        if (PassThru)
        {
            WriteObject(session);
        }
    }

    /// <summary>Whether the runspace has a session, or would find one: whoever takes this one as an object wants two.</summary>
    private bool HasAnother() => SessionSlot.Current(SessionState.PSVariable, WriteVerbose) is not null || SessionFactory.CanFindItself();

    private RicloudSession Checked(RicloudSession session)
    {
        try
        {
            return Await(call => SessionFactory.CheckAsync(session, Tell, call));
        }
        catch (RicloudException)
        {
            session.Close();
            throw;
        }
    }

    private ConnectionRequest Request() => new()
    {
        Token = Connection is not null ? Connection.Token : IsBound(nameof(Token)) ? Token ?? new SecureString() : null,
        Url = Connection is not null ? Connection.Url : Url,
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RetryDeadline = TimeSpan.FromSeconds(RetryDeadlineSec),
        Proxy = Proxy is null ? null : ProxyTextAttribute.Read(Proxy, ProxyCredential),
        ProxyCredentials = ProxyCredential is null ? null : ProxyTextAttribute.Credential(ProxyCredential),
        AllowUnencrypted = AllowUnencryptedAuthentication,
    };
}
