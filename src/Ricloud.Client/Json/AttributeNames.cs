using System.Reflection;
using Newtonsoft.Json;

namespace Ricloud.Json;

/// <summary>All known names, so that the reader gives the same string each time instead of a new one.</summary>
internal static class AttributeNames
{
    public static readonly DefaultJsonNameTable Table = Fill(
        typeof(WebhookConfigAttributes),
        typeof(RicloudTaskAttributes),
        typeof(OrganisationAttributes),
        typeof(KeyAttributes),
        typeof(RicloudEventAttributes),
        typeof(RicloudListAttributes),
        typeof(ErrorAttributes));

    private static DefaultJsonNameTable Fill(params Type[] models)
    {
        DefaultJsonNameTable table = new();
        foreach (var model in models)
        {
            foreach (var name in model.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
            {
                table.Add((string)name.GetRawConstantValue()!);
            }
        }

        return table;
    }
}
