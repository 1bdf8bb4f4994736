namespace Ricloud.DesiredState;

/// <summary>Which webhook configs an organisation is to have: one for each address, and who uses which.</summary>
internal sealed class WebhookDeclaration(string source, IReadOnlyList<DeclaredWebhookConfig> webhookConfigs)
{

    /// <summary>Where it comes from, as errors name it: a file's path, say.</summary>
    public string Source { get; } = source;

    /// <summary>The configs in the order in which they are written.</summary>
    public IReadOnlyList<DeclaredWebhookConfig> WebhookConfigs { get; } = webhookConfigs;

    /// <summary>The same with another default for the organisation, whatever was declared.</summary>
    /// <param name="url">An address that is declared, and not as <c>deactivated</c>.</param>
    /// <returns>A copy.</returns>
    /// <exception cref="DeclarationException">The address isn't declared so.</exception>
    public WebhookDeclaration WithDefault(string url)
    {
        var declared = WebhookConfigs.FirstOrDefault(entry => entry.Url == url);
        if (declared is not { IsWanted: true })
        {
            var problem = declared is null ? "it isn't declared" : $"{declared.Place} declares it as {declared.State}";
            throw new DeclarationException(Source, $"'{url}' can't be the organisation's default: {problem}.");
        }

        return new WebhookDeclaration(Source, WebhookConfigs.Select(entry => Copy(entry, entry == declared)).ToList());
    }

    private static DeclaredWebhookConfig Copy(DeclaredWebhookConfig entry, bool isDefault)
    {
        var copy = entry.Copy();
        copy.IsDefault = isDefault;
        return copy;
    }
}
