using System.Globalization;

namespace Ricloud.Json;

/// <summary>
/// Which attributes hold a credential, by their names: those that end with one of these words, whatever their case and
/// punctuation, a number or an s behind it aside. <c>private_key</c>, <c>clientSecret</c> and <c>X-Api-Key</c> do;
/// <c>private_key_id</c>, <c>token_uri</c> and <c>key</c> don't.
/// </summary>
internal static class SecretNames
{
    private const string PrivateKey = "PRIVATE KEY-----";

    private static readonly string[] Words =
    [
        "secret", "token", "password", "passwd", "passphrase", "pwd", "credential", "authorization", "authorisation", "cookie",
        "apikey", "privatekey", "accesskey", "secretkey", "signingkey", "encryptionkey", "accountkey", "sharedkey", "connectionstring",
    ];

    public static bool IsSecret(string name)
    {
        string plain = new([.. name.Where(char.IsLetterOrDigit)]);
        plain = plain.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').ToLowerInvariant();
        plain = plain.EndsWith("s", StringComparison.Ordinal) ? plain.Substring(0, plain.Length - 1) : plain;
        return Array.Exists(Words, word => plain.EndsWith(word, StringComparison.Ordinal));
    }

    /// <summary>A value that is hidden whatever its name.</summary>
    public static bool IsPrivateKey(string value) => value.IndexOf(PrivateKey, StringComparison.Ordinal) >= 0;

    /// <summary>Plain values with the credentials in them hidden, at any depth.</summary>
    public static object? Conceal(object? value)
    {
        var hasSecrets = false;
        return Conceal(value, isSecret: false, ref hasSecrets);
    }

    /// <summary>The same for the value of an attribute.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isSecret">It is, or is in, an attribute that holds a credential.</param>
    /// <param name="hasSecrets">Set when something was hidden.</param>
    public static object? Conceal(object? value, bool isSecret, ref bool hasSecrets)
    {
        switch (value)
        {
            case Dictionary<string, object?> members:
                Dictionary<string, object?> concealed = new(members.Count, StringComparer.Ordinal);
                foreach (var member in members)
                {
                    concealed[member.Key] = Conceal(member.Value, isSecret || IsSecret(member.Key), ref hasSecrets);
                }

                return concealed;
            case List<object?> elements:
                List<object?> others = new(elements.Count);
                foreach (var element in elements)
                {
                    others.Add(Conceal(element, isSecret, ref hasSecrets));
                }

                return others;
            case null or bool:
                return value;
            default:
                var isHidden = isSecret || (value is string text && IsPrivateKey(text));
                hasSecrets |= isHidden;
                return isHidden ? new RicloudSecret(Convert.ToString(value, CultureInfo.InvariantCulture)!) : value;
        }
    }
}
