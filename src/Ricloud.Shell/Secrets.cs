using System.Security;

namespace Ricloud.Shell;

internal static class Secrets
{
    public static SecureString? From(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }
}
