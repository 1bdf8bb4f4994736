using System.Security;
using Ricloud.Http;
using Ricloud.Paging;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.Services;

namespace Ricloud.PowerShell.Sessions;

/// <summary>Makes sessions from what the caller said and what the environment and the files add.</summary>
internal static class SessionFactory
{
    /// <summary>Makes a session without sending anything.</summary>
    /// <param name="request">What the caller said.</param>
    /// <param name="tell">Is told where token and address come from.</param>
    /// <exception cref="RicloudCommandException">There is no token, or what was found can't be used.</exception>
    public static RicloudSession Open(ConnectionRequest request, Action<string> tell) => Open(request, new SettingSources(), tell);

    /// <summary>Whether a command would find a session by itself.</summary>
    /// <exception cref="RicloudCommandException">A file can't be read.</exception>
    public static bool CanFindItself() => new SettingSources().Find("token") is not null;

    /// <summary>Makes a session after asking the API whose key the token is.</summary>
    /// <exception cref="RicloudException">The API doesn't take the token, or can't be reached.</exception>
    public static async Task<RicloudSession> CheckAsync(
        RicloudSession session, Action<string> tell, Call call)
    {
        var client = session.Client;
        Key? key = null;
        try
        {
            key = await client.Keys.GetCurrentAsync(call).ConfigureAwait(false);
        }
        catch (RicloudException e) when (IsWithoutRoute(e))
        {
            // The route is in the vendor's client only.
            tell(Texts.KeyUnread(e.Message));
        }

        var organisation = key is null
            ? await CheckByOrganisationAsync(client, tell, call).ConfigureAwait(false)
            : await OrganisationAsync(client, tell, call).ConfigureAwait(false);
        return new RicloudSession(session.Client, session.Timeout, session.Source, session.ConnectedAt, key, organisation);
    }

    /// <summary>Checks the token by the routes that are documented. A key that may read neither is known all the same.</summary>
    private static async Task<Organisation?> CheckByOrganisationAsync(RicloudClient client, Action<string> tell, Call call)
    {
        try
        {
            return await client.Organisation.GetAsync(call).ConfigureAwait(false);
        }
        catch (RicloudException e) when (e.Kind == RicloudErrorKind.Forbidden && e.Error is not null)
        {
            tell(Texts.OrganisationUnread(e.Message));
            return null;
        }
        catch (RicloudException e) when (IsWithoutRoute(e))
        {
            tell(Texts.OrganisationUnread(e.Message));
            await client.WebhookConfigs.List(new ConfigFilter { MaximumCount = 1 }).NextPageAsync(call).ConfigureAwait(false);
            return null;
        }
    }

    private static bool IsWithoutRoute(RicloudException failure) => failure.StatusCode is 404 or 405 or 501;

    /// <summary>The organisation only names the session: a key that may not read it is as good as any other.</summary>
    private static async Task<Organisation?> OrganisationAsync(RicloudClient client, Action<string> tell, Call call)
    {
        try
        {
            return await client.Organisation.GetAsync(call).ConfigureAwait(false);
        }
        catch (RicloudException e)
        {
            tell(Texts.OrganisationUnread(e.Message));
            return null;
        }
    }

    /// <summary>As <see cref="Open(ConnectionRequest, Action{string})"/>, from sources that are at hand.</summary>
    public static RicloudSession Open(ConnectionRequest request, SettingSources sources, Action<string> tell)
    {
        var (client, source) = MakeClient(request, sources, tell);
        return new RicloudSession(client, request.Timeout, source, DateTime.Now, null, null);
    }

    private static (RicloudClient Client, string Source) MakeClient(ConnectionRequest request, SettingSources sources, Action<string> tell)
    {
        var (token, source) = Token(request, sources);
        var address = Address(request, sources);
        tell(Texts.TokenFrom(source));
        tell(Texts.UrlFrom(Shown(address.Value), address.Source));
        try
        {
            var options = new RicloudClientOptions
            {
                BaseAddress = new Uri(address.Value, UriKind.RelativeOrAbsolute),
                Token = token,
                Timeout = request.Timeout,
                MaximumRetryCount = request.MaximumRetryCount,
                RetryDeadline = request.RetryDeadline,
                Proxy = request.Proxy,
                ProxyCredentials = request.ProxyCredentials,
                AllowUnencrypted = request.AllowUnencrypted,
            };
            return (new RicloudClient(options), source);
        }
        catch (ArgumentException e)
        {
            throw Refused(e, address, source);
        }
        catch (UriFormatException e)
        {
            throw Refused(e, address, source);
        }
    }

    private static RicloudCommandException Refused(Exception reason, Setting address, string tokenSource) =>
        new(RicloudError.InvalidConnection.Wrap(
            reason, Shown(address.Value), $"address '{Shown(address.Value)}' from {address.Source} and token from {tokenSource}", ArgumentText.Of(reason)));

    /// <summary>The address without the user name and password that somebody may have put there.</summary>
    private static string Shown(string address)
    {
        var end = address.IndexOf('@');
        var start = address.IndexOf("//", StringComparison.Ordinal);
        return end < 0 ? address : address.Substring(0, start < 0 ? 0 : start + 2) + "***" + address.Substring(end);
    }

    private static (SecureString Token, string Source) Token(ConnectionRequest request, SettingSources sources)
    {
        if (request.Token is { } given)
        {
            return given.Length > 0
                ? (given, Texts.Parameter)
                : throw new RicloudCommandException(RicloudError.EmptyToken.ToRecord(null));
        }

        var found = sources.Find("token") ?? throw new RicloudCommandException(RicloudError.NotConnected.ToRecord(null, sources.WhatToWrite("token")));
        var token = SecretReader.Token.Read(found.Value);
        return token.Reason is null
            ? (TokenAttribute.Secure(token.Reveal()), found.Source)
            : throw new RicloudCommandException(RicloudError.InvalidConnection.ToRecord(null, "token from " + found.Source, Texts.TokenIsNone(token.Reason)));
    }

    private static Setting Address(ConnectionRequest request, SettingSources sources)
    {
        if (!string.IsNullOrWhiteSpace(request.Url))
        {
            return new Setting(request.Url!, Texts.Parameter);
        }

        return sources.Find("url") ?? new Setting(new RicloudClientOptions().BaseAddress.OriginalString, Texts.DefaultUrl);
    }
}
