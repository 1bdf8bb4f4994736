using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Ricloud.Benchmarks.Load;
using Ricloud.Benchmarks.Processes;
using Ricloud.Webhooks;

namespace Ricloud.Benchmarks.Macro.Goals;

/// <summary>Receiving signed events.</summary>
internal sealed class ReceiveGoal : Goal
{
    private const int Count = 10_000;
    private const int VendorCount = 1_000;
    private const int Connections = 16;
    private const string Secret = "SAQGE894SOLjfhQqV4h1ZkU81lQMOeLnY3DLTlQbKcj";

    public override string Name => "receive";

    public override string Title => "receiving 10,000 signed events over 16 connections";

    public override async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench)
    {
        await using var module = Child.StartSelf("module-receiver", "--secret", Secret);
        await using var engine = Child.StartSelf("engine-receiver", "--secret", Secret);
        await using var listener = Child.StartSelf("bare-receiver", "--secret", Secret);
        await using Child? flask = bench.Peers.VendorClient is null ? null : bench.Peers.StartScript("vendor_receiver.py", Secret);
        Contender cmdlet = Receiver("Receive-RicloudEvent", await module.ReadAsync(), Count);
        Contender receiver = Receiver("EventReceiver", await engine.ReadAsync(), Count);
        Contender bare = Receiver("bare HttpListener with HMAC", await listener.ReadAsync(), Count);
        Contender? vendor = flask is null ? null : Receiver("the vendor's Flask receiver", await flask.ReadAsync(), VendorCount);
        Samples samples = await Samples.TakeAsync(bench.Runs, cmdlet, receiver, bare, vendor);

        List<Finding> findings = [new("rate, by a bare HttpListener loop's that does the HMAC", samples.Ratio(bare, cmdlet), Finding.Times, Limit.AtLeast(0.7))];
        if (vendor is null)
        {
            bench.LeaveOut($"{Title} beside the vendor's Flask receiver: {Peers.VendorVariable} isn't set, or the client, requests or flask don't load");
        }
        else
        {
            findings.Add(new("rate, by the vendor's Flask receiver's", samples.Ratio(vendor, cmdlet), Finding.Times, Limit.AtLeast(4)));
        }

        findings.Add(new("rate of the engine without PowerShell, by a bare HttpListener loop's", samples.Ratio(bare, receiver), Finding.Times));
        findings.Add(new("rate", samples.Of(cmdlet, static seconds => Count / seconds), "/s"));
        return findings;
    }

    /// <summary>Fewer for whoever is slow: what is compared is the time of as many as the others get.</summary>
    private static Contender Receiver(string name, string url, int count) => new(name, async () =>
    {
        Uri address = new(url);
        byte[][] deliveries = [.. Enumerable.Range(0, count).Select(_ => Delivery(address.AbsolutePath.TrimEnd('/')))];
        double seconds = await HttpLoad.RunAsync(address, deliveries, Connections, 200);
        return seconds * Count / count;
    });

    private static byte[] Delivery(string path)
    {
        string id = Guid.NewGuid().ToString();
        string body = $$$"""{"id":"{{{id}}}","resource":"event","type":"poll","action":"completed","data":{"id":7,"note":"{{{new string('x', 800)}}}"},"state":"pending","retries":0,"date_created":"2018-10-01T17:04:34.154530Z"}""";
        string signature = WebhookSignature.Sign(Encoding.UTF8.GetBytes(body), Secret, DateTimeOffset.UtcNow);
        return HttpLoad.Request("POST", $"{path}/{id}", body, (WebhookSignature.HeaderName, signature));
    }
}
