using Ricloud.Changes;

namespace Ricloud.DesiredState;

/// <summary>Which configs an organisation is to have: one for each address, and who uses which; and how its keys are to be.</summary>
internal sealed class Declaration(string source, IReadOnlyList<DeclaredConfig> configs, IReadOnlyList<DeclaredKey> keys)
{
    /// <summary>Where it comes from, as errors name it: a file's path, say.</summary>
    public string Source { get; } = source;

    /// <summary>The configs in the order in which they are written.</summary>
    public IReadOnlyList<DeclaredConfig> Configs { get; } = configs;

    /// <summary>The keys that something is declared of.</summary>
    public IReadOnlyList<DeclaredKey> Keys { get; } = keys;

    /// <summary>The kinds of config that it speaks of; it says nothing of the others.</summary>
    public IReadOnlyList<ConfigKind> Kinds { get; } = [.. new ConfigKind[] { ConfigKind.Webhook, ConfigKind.Storage }.Where(kind => configs.Any(entry => entry.Kind == kind))];

    /// <summary>The configs of a kind.</summary>
    public IEnumerable<DeclaredConfig> Of(ConfigKind kind) => Configs.Where(entry => entry.Kind == kind);

    /// <summary>The same with another default webhook config for the organisation, whatever was declared.</summary>
    /// <param name="url">An address that is declared, and not as <c>deactivated</c>.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="DeclarationException">The address isn't declared so.</exception>
    public Declaration WithDefault(string url)
    {
        var declared = Configs.FirstOrDefault(entry => entry.Url == url);
        if (declared is not { IsWanted: true })
        {
            var problem = declared is null ? "it isn't declared" : $"{declared.Place} declares it as {declared.State}";
            throw new DeclarationException(Source, $"'{url}' can't be the organisation's default: {problem}.");
        }

        return new Declaration(Source, Configs.Select(entry => entry.Kind == declared.Kind ? Copy(entry, entry == declared) : entry).ToList(), Keys);
    }

    private static DeclaredConfig Copy(DeclaredConfig entry, bool isDefault)
    {
        var copy = entry.Copy();
        copy.IsDefault = isDefault;
        return copy;
    }
}
