using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Sessions;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>The secrets that a receiver accepts, where they aren't passed themselves.</summary>
internal sealed class AcceptedSecrets(RicloudSessionCmdlet cmdlet)
{
    /// <summary>Those of webhook configs.</summary>
    /// <exception cref="RicloudCommandException">One of them is no webhook config of this account, or shows no secret.</exception>
    public List<string> OfConfigs(RicloudIdentity[] configs) => [.. configs.Select(SecretOf)];

    /// <summary>Those of the environment or the configuration files.</summary>
    /// <exception cref="RicloudCommandException">There is none, or it is no secret.</exception>
    public List<string> OfSettings()
    {
        var sources = new SettingSources("webhooks");
        var found = sources.Find("secret") ?? throw new RicloudCommandException(RicloudError.NoSecret.ToRecord(null, sources.WhatToWrite("secret")));
        cmdlet.WriteVerbose(Texts.SecretFrom(found.Source));
        return ReceiverSecret.Reveal(SecretReader.Several(found.Value).ToList());
    }

    private string SecretOf(RicloudIdentity identity)
    {
        // A live config has its secret with it, so that no session is needed.
        var live = identity.Source as WebhookConfig;
        if ((live is null ? cmdlet.ProblemOf(identity) : identity.Problem) is { } problem)
        {
            throw new RicloudCommandException(problem);
        }

        var config = live ?? cmdlet.Await(call => cmdlet.Client.WebhookConfigs.GetAsync(identity.Id, call));
        return config.RevealSecret() is { Length: > 0 } secret
            ? secret
            : throw new RicloudCommandException(RicloudError.SecretNotShown.ToRecord(identity.Source, Texts.ConfigShowsNoSecret(config.Id)));
    }
}
