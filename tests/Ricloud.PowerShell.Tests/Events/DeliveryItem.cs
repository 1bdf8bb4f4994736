using System.Management.Automation;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>What Send-RicloudEvent wrote, as a script sees it.</summary>
internal sealed record DeliveryItem(string EventId, string Url, int StatusCode, bool IsAccepted, string Answer)
{
    public static DeliveryItem Single(PipelineRun run)
    {
        PSObject item = Assert.Single(run.AssertClean().Output);
        Assert.Equal("Ricloud.EventDelivery", item.TypeNames[0]);
        return new DeliveryItem(
            (string)item.Properties["EventId"].Value, (string)item.Properties["Url"].Value, (int)item.Properties["StatusCode"].Value,
            (bool)item.Properties["IsAccepted"].Value, (string)item.Properties["Answer"].Value);
    }
}
