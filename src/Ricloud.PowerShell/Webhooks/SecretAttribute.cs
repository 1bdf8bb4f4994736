using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using Ricloud.PowerShell.Identity;

namespace Ricloud.PowerShell.Webhooks;

/// <summary>
/// Lets secrets be given as text, as a <see cref="SecureString"/>, or as the webhook config that has one, any number of
/// each. It never throws and never drops anything: what is no secret becomes an error of the command.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : ArgumentTransformationAttribute
{
    /// <summary>The parameter takes one secret instead of a list.</summary>
    public bool Single { get; set; }

    public override bool TransformNullOptionalParameters => true;

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = Unwrap(inputData);
        if (value is null or string || NamedValues.IsMap(value) || LanguagePrimitives.GetEnumerable(value) is not { } items)
        {
            ReceiverSecret one = Read(inputData);
            return Single ? one : new[] { one };
        }

        ReceiverSecret[] secrets = [.. items.Cast<object?>().Select(Read)];
        return secrets.Length switch
        {
            0 => Single ? ReceiverSecret.Refused(Texts.SecretIsMissing) : new[] { ReceiverSecret.Refused(Texts.SecretIsMissing) },
            1 when Single => secrets[0],
            _ => Single ? ReceiverSecret.Refused(Texts.SecretIsOne) : secrets,
        };
    }

    private static ReceiverSecret Read(object? source) => Unwrap(source) switch
    {
        null => ReceiverSecret.Refused(Texts.SecretIsMissing),
        ReceiverSecret secret => secret,
        string text => ReceiverSecret.Of(text),
        SecureString secret => ReceiverSecret.Of(new NetworkCredential(string.Empty, secret).Password),
        RicloudSecret secret => ReceiverSecret.Of(secret.Reveal()),
        WebhookConfig config => config.RevealSecret() is { } secret
            ? ReceiverSecret.Of(secret)
            : ReceiverSecret.Refused(Texts.ConfigShowsNoSecret(config.Id)),
        var value => FromObject(value, source!),
    };

    /// <summary>An object from <c>Invoke-RicloudApi</c> has its secret; one out of a job or a file has lost it.</summary>
    private static ReceiverSecret FromObject(object value, object source)
    {
        ObjectView? view = ObjectView.Of(source);
        bool isConfig = view is not null
            && (view.ModuleType == IdentityKind.WebhookConfig.TypeName || view.Text("resource") == IdentityKind.WebhookConfig.Resource);
        if (!isConfig)
        {
            return ReceiverSecret.Refused(Texts.SecretOfType(view?.TypeName ?? value.GetType().FullName!));
        }

        return Unwrap(view!["Secret"]) is RicloudSecret or SecureString or string
            ? Read(view["Secret"])
            : ReceiverSecret.Refused(Texts.ConfigLostItsSecret);
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
