using System.Net;
using Ricloud.PowerShell.Emulator;
using Ricloud.PowerShell.Errors;
using Ricloud.Receiving;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>The inspector of a receiver: the emulator's page, in a process of its own on this machine, which is told what came.</summary>
internal sealed class ReceiverInspection : IDisposable
{
    private readonly RicloudEmulator _emulator;
    private readonly InspectorFeed _feed;

    private ReceiverInspection(RicloudEmulator emulator, string receiver)
    {
        _emulator = emulator;
        _feed = new InspectorFeed(new Uri(emulator.Url), emulator.Token, receiver);
    }

    /// <summary>Starts it, and says where the page is.</summary>
    /// <exception cref="RicloudCommandException">The emulator isn't there, or doesn't start.</exception>
    public static ReceiverInspection Start(RicloudCmdlet cmdlet, IPEndPoint receiver)
    {
        var program = new EmulatorLocator(cmdlet.MyInvocation.MyCommand.Module.ModuleBase).Find(null);
        EmulatorLaunch launch = new(program, ["--port", "0", "--inspect-receiver"], null);
        var emulator = cmdlet.Await(call => launch.RunAsync(call.Token), new WaitDisplay(Texts.ActionStart));
        cmdlet.WriteInformation(Texts.InspectorAt(emulator.InspectorEntry ?? emulator.Url), ["Ricloud"]);
        return new ReceiverInspection(emulator, "http://" + receiver);
    }

    /// <summary>Tells it of a request, from any thread.</summary>
    public void Add(ReceiverRequest request) => _feed.Add(request);

    public void Dispose()
    {
        _feed.Dispose();
        EmulatorRegistry.StopAsync(_emulator).GetAwaiter().GetResult();
    }
}
