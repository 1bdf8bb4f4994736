using System.Collections.Generic;
using System.Management.Automation;

namespace Ricloud.PowerShell.Output;

/// <summary>
/// The members that Ricloud.Types.ps1xml gives to the client's models: what the API sent as free JSON becomes objects.
/// </summary>
public static class ModelMembers
{
    /// <summary>What an event is about.</summary>
    /// <param name="instance">A <see cref="RicloudEvent"/>.</param>
    /// <returns>The resource as an object.</returns>
    public static object? Data(PSObject? instance) => PlainOutput.Of((instance?.BaseObject as RicloudEvent)?.Data);

    /// <summary>What a task found.</summary>
    /// <param name="instance">A <see cref="RicloudTask"/>.</param>
    /// <returns>The results as an object.</returns>
    public static object? Results(PSObject? instance) => PlainOutput.Of((instance?.BaseObject as RicloudTask)?.Results);

    /// <summary>What an organisation may do.</summary>
    /// <param name="instance">An <see cref="Organisation"/>.</param>
    /// <returns>The permissions as an object.</returns>
    public static object? Permissions(PSObject? instance) => PlainOutput.Of((instance?.BaseObject as Organisation)?.Permissions);

    /// <summary>The storage configs of an organisation.</summary>
    /// <param name="instance">An <see cref="Organisation"/>.</param>
    /// <returns>The list as an object.</returns>
    public static object? StorageConfigs(PSObject? instance) => PlainOutput.Of((instance?.BaseObject as Organisation)?.StorageConfigs);

    /// <summary>What a webhook config's deliveries are signed with.</summary>
    /// <param name="instance">A <see cref="WebhookConfig"/>.</param>
    /// <returns>A <see cref="RicloudSecret"/>; null when the API left it out.</returns>
    public static object? Secret(PSObject? instance) => (instance?.BaseObject as WebhookConfig)?.Secret;

    /// <summary>The token of a key.</summary>
    /// <param name="instance">A <see cref="Key"/>.</param>
    /// <returns>A <see cref="RicloudSecret"/>; null when the API left it out.</returns>
    public static object? Token(PSObject? instance) => (instance?.BaseObject as Key)?.Token;

    /// <summary>What the API sent beyond the attributes that this version knows.</summary>
    /// <param name="instance">Any of the client's models.</param>
    /// <returns>The attributes as properties of one object; null when there are none.</returns>
    public static object? AdditionalProperties(PSObject? instance) =>
        Unknown(instance?.BaseObject) is { Count: > 0 } attributes ? PlainOutput.Of(attributes) : null;

    private static IReadOnlyDictionary<string, object?>? Unknown(object? model) => model switch
    {
        WebhookConfig config => config.AdditionalProperties,
        RicloudTask task => task.AdditionalProperties,
        Organisation organisation => organisation.AdditionalProperties,
        Key key => key.AdditionalProperties,
        RicloudEvent occurrence => occurrence.AdditionalProperties,
        _ => null,
    };
}
