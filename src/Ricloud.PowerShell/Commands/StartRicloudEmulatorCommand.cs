using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Security;
using Ricloud.Http;
using Ricloud.PowerShell.Emulator;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.PowerShell.Sessions;

namespace Ricloud.PowerShell.Commands;

/// <summary>Starts an emulator of the API on this machine. It ends with the runspace, with the module, or with <c>Stop-RicloudEmulator</c>.</summary>
[Cmdlet(VerbsLifecycle.Start, "RicloudEmulator", SupportsShouldProcess = true)]
[OutputType(typeof(RicloudEmulator))]
public sealed class StartRicloudEmulatorCommand : RicloudCmdlet
{
    /// <summary>The port to listen on; 0, the default, takes a free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>The file to keep the data in. Left out, they are kept in memory.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataPath { get; set; }

    /// <summary>The token to take, as text or SecureString. Left out, the emulator makes one.</summary>
    [Parameter]
    [Token]
    public SecureString? Token { get; set; }

    /// <summary>Connects to it, as <c>Connect-Ricloud</c> does.</summary>
    [Parameter]
    public SwitchParameter Connect { get; set; }

    /// <summary>Opens its inspector, a page that shows what the webhooks do, in the browser.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <summary>Fault rules, as hashtables, objects or JSON text. They come into force once <c>-Connect</c> has connected.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Fault { get; set; }

    /// <summary>The emulator's file or folder. Left out, it is looked for in RICLOUD_EMULATOR, beside the module and on the PATH.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    private protected override void Finish()
    {
        if (IsBound(nameof(Token)) && Token is not { Length: > 0 })
        {
            ThrowTerminatingError(RicloudError.EmptyToken.ToRecord(null));
        }

        var faults = Fault is null ? null : Require(() => FaultText.Of(Fault));
        var program = Require(() => new EmulatorLocator(MyInvocation.MyCommand.Module.ModuleBase).Find(FullPath(Path)));
        if (!ShouldProcess(program.ToString(), Texts.ActionStart))
        {
            return;
        }

        var launch = new EmulatorLaunch(program, Arguments(), Token is { Length: > 0 } token ? new NetworkCredential(string.Empty, token).Password : null);
        var emulator = Require(() => Await(call => launch.RunAsync(call.Token), new WaitDisplay(Texts.ActionStart)));
        EmulatorRegistry.Add(emulator, Runspace.DefaultRunspace);
        if (Connect || faults is not null)
        {
            Require(() => Prepare(emulator, faults));
        }

        WriteObject(emulator);
    }

    /// <summary>Connects before there are faults, so that a rule's first request is the caller's first, not one of these.</summary>
    private RicloudSession Prepare(RicloudEmulator emulator, string? faults)
    {
        RicloudSession? opened = null;
        var isReady = false;
        try
        {
            var request = new ConnectionRequest { Url = emulator.Url, Token = TokenAttribute.Secure(emulator.Token) };
            var session = opened = SessionFactory.Open(request, WriteVerbose);
            if (Connect)
            {
                session = Await(call => SessionFactory.CheckAsync(opened, Tell, call));
            }

            if (faults is not null)
            {
                var post = new RicloudRequest { Method = "POST", Path = "/_emulator/faults", JsonBody = faults };
                Await(call => opened.Client.SendAsync(post, call));
            }

            if (Connect)
            {
                SessionSlot.Write(SessionState.PSVariable, session);
            }

            isReady = true;
            return session;
        }
        finally
        {
            if (!isReady || !Connect)
            {
                opened?.Close();
            }

            if (!isReady)
            {
                _ = EmulatorRegistry.StopAsync(emulator);
            }
        }
    }

    private List<string> Arguments()
    {
        List<string> arguments = ["--port", Port.ToString(CultureInfo.InvariantCulture)];
        if (FullPath(DataPath) is { } data)
        {
            arguments.Add("--data");
            arguments.Add(data);
        }

        if (Open)
        {
            arguments.Add("--open");
        }

        return arguments;
    }

    private string? FullPath(string? path) => path is null ? null : GetUnresolvedProviderPathFromPSPath(path);
}
