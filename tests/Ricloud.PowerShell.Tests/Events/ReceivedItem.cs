using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>A received event as a script sees it.</summary>
internal sealed record ReceivedItem(string Id, string? Type, string? Action, string? State, object? Retries, string? Verdict, string? Signature, string? RawBody)
{
    public static ReceivedItem Of(object? item)
    {
        PSObject source = PSObject.AsPSObject(item);
        Assert.Equal("Ricloud.ReceivedEvent", source.TypeNames[0]);
        return new ReceivedItem(
            Text(source, "Id")!, Text(source, "Type"), Text(source, "Action"), Text(source, "State"), source.Properties["Retries"].Value,
            Text(source, "Verdict"), Text(source, "Signature"), Text(source, "RawBody"));
    }

    public static IReadOnlyList<ReceivedItem> All(PipelineRun run) => [.. run.Output.Select(Of)];

    public static ReceivedItem Single(PipelineRun run) => Of(Assert.Single(run.AssertClean().Output));

    private static string? Text(PSObject source, string name) => source.Properties[name].Value?.ToString();
}
