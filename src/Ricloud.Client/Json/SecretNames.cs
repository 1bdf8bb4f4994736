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

    /// <summary>The value of a secret attribute, hidden; what is no text or number has nothing to hide.</summary>
    public static object? Hide(object? value) => value switch
    {
        null or bool => value,
        string text => new RicloudSecret(text),
        _ => new RicloudSecret(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };
}
