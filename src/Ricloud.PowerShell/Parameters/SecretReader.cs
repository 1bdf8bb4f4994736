using System.Management.Automation;
using System.Security;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Reads a secret or a token in every form that people have it in, by one rule. Text is taken without the white space around
/// it; what is hidden already, from the API, a vault or a prompt, is taken exactly. What is shown in place of a secret is none.
/// </summary>
internal sealed class SecretReader
{
    public static readonly SecretReader Secret = new("Secret", IdentityKind.WebhookConfig);
    public static readonly SecretReader Token = new("Token", IdentityKind.Key);

    // What this module, PowerShell and older versions write where a secret was.
    private static readonly string[] Placeholders =
    [
        RicloudSecret.Shown, "***", "{}", typeof(SecureString).FullName!, typeof(RicloudSecret).FullName!, typeof(ReceiverSecret).FullName!,
        typeof(PSCredential).FullName!, "Ricloud.PowerShell.RicloudSecret", "Ricloud.ReceiverSecret",
    ];

    private readonly string _member;
    private readonly IdentityKind _holder;

    private SecretReader(string member, IdentityKind holder)
    {
        _member = member;
        _holder = holder;
    }

    /// <summary>Whether a text is what is shown in place of a secret.</summary>
    public static bool IsPlaceholder(string text) => Placeholders.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The secrets of a text: several have commas between them.</summary>
    public static IEnumerable<ReceiverSecret> Several(string text)
    {
        string[] parts = [.. text.Split(',').Select(part => part.Trim()).Where(part => part.Length > 0)];
        return parts.Length == 0 ? new[] { ReceiverSecret.Refused(Texts.SecretIsEmpty) } : parts.Select(Exactly);
    }

    /// <summary>The one secret; what is none says why.</summary>
    public ReceiverSecret Read(object? source) => NamedValues.Unwrap(source) switch
    {
        null => ReceiverSecret.Refused(Texts.SecretIsMissing),
        ReceiverSecret secret => secret,
        string text => Exactly(text.Trim()),
        SecureString secret => Exactly(new RicloudSecret(secret).Reveal()),
        RicloudSecret secret => Exactly(secret.Reveal()),
        PSCredential credential => Read(credential.Password),
        WebhookConfig config when _holder == IdentityKind.WebhookConfig => config.Secret is { } secret
            ? Read(secret)
            : ReceiverSecret.Refused(Texts.ConfigShowsNoSecret(config.Id.ToString()!)),
        Key key when _holder == IdentityKind.Key => Read(key.Token),
        IHasToken holder when _holder == IdentityKind.Key => Read(holder.Token),
        var value => FromObject(value, source!),
    };

    /// <summary>An object from <c>Invoke-RicloudApi</c> has its secret; one out of a job or a file has lost it.</summary>
    private ReceiverSecret FromObject(object value, object source)
    {
        var view = ObjectView.Of(source);
        if (view?.ModuleType == typeof(RicloudSecret).FullName)
        {
            return ReceiverSecret.Refused(Texts.SecretWasHidden);
        }

        var isHolder = view is not null && (view.ModuleType == _holder.TypeName || view.Text("resource") == _holder.Resource);
        if (!isHolder)
        {
            return ReceiverSecret.Refused(Texts.SecretOfType(Texts.WithArticle(view?.TypeName ?? value.GetType().FullName!)));
        }

        return NamedValues.Unwrap(view![_member]) is RicloudSecret or SecureString or string
            ? Read(view[_member])
            : ReceiverSecret.Refused(Texts.SecretWasHidden);
    }

    private static ReceiverSecret Exactly(string text) => text.Length switch
    {
        0 => ReceiverSecret.Refused(Texts.SecretIsEmpty),
        _ when IsPlaceholder(text) => ReceiverSecret.Refused(Texts.SecretWasHidden),
        _ => ReceiverSecret.Of(text),
    };
}
