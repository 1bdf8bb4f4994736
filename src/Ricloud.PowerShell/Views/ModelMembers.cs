using System.Collections;
using System.Management.Automation;
using System.Text;
using Ricloud.PowerShell.Parameters;
using Ricloud.Values;

namespace Ricloud.PowerShell.Views;

/// <summary>
/// The members that Ricloud.Types.ps1xml gives to the client's models: what the API sent as free JSON becomes objects.
/// </summary>
public static class ModelMembers
{
    private static readonly string[] Hidden = [nameof(Data), nameof(Results), nameof(Permissions), nameof(Config), nameof(AdditionalProperties)];

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

    /// <summary>The settings of an organisation or a key.</summary>
    /// <param name="instance">An <see cref="Organisation"/> or a <see cref="Key"/>.</param>
    /// <returns>The settings as an object.</returns>
    public static object? Config(PSObject? instance) => PlainOutput.Of(instance?.BaseObject switch
    {
        Organisation organisation => organisation.Config,
        Key key => key.Config,
        _ => null,
    });

    /// <summary>What the API answered for a storage config's credentials.</summary>
    /// <param name="instance">A <see cref="StorageConfig"/>.</param>
    /// <returns>An object of secrets; null when the API left them out, as it does.</returns>
    public static object? Credentials(PSObject? instance) => PlainOutput.Of((instance?.BaseObject as StorageConfig)?.Credentials);

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
        (instance?.BaseObject as ApiResource)?.AdditionalProperties is { Count: > 0 } attributes ? PlainOutput.Of(attributes) : null;

    /// <summary>
    /// What the views show: the properties as they may go to a terminal, and the whole object in a line (<c>Text</c>) and in
    /// several (<c>All</c>); states once more with their colours. Views read properties alone, since constrained language allows no more.
    /// </summary>
    /// <param name="instance">Any object that has a view, or its copy.</param>
    /// <returns>A table of values by name.</returns>
    public static object Shown(PSObject? instance)
    {
        Hashtable shown = new(StringComparer.OrdinalIgnoreCase);
        if (instance is null)
        {
            return shown;
        }

        StringBuilder all = new();
        foreach (var name in instance.Properties.Select(p => p.Name).Union(Hidden.Where(n => instance.Properties[n] is not null)).Where(n => n != nameof(Shown)).ToList())
        {
            var value = Show(instance.Properties[name].Value);
            shown[name] = value;
            shown["Coloured" + name] = StateColours.Of(value) ?? value;
            _ = all.Append(TerminalText.Of(name)).Append(" : ").Append(value).Append('\n');
        }

        shown["Text"] = TerminalText.Of(instance.ToString());
        shown["All"] = all.ToString();
        return shown;
    }

    private static object? Show(object? value) => NamedValues.Unwrap(value) switch
    {
        null => null,
        string text => TerminalText.Of(text),
        IEnumerable items and not IDictionary => "{" + string.Join(", ", items.Cast<object?>().Select(Show)) + "}",
        var other when other.GetType().IsPrimitive || other is DateTime or DateTimeOffset or TimeSpan => other,
        var other => TerminalText.Of(PSObject.AsPSObject(other).ToString()),
    };
}
