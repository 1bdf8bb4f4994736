using System.Security;

namespace Ricloud.Tests.Wire;

/// <summary>The secrets that the tests plant.</summary>
internal static class Secrets
{
    public const string Token = "planted-token-5f2b8c1d";

    public static SecureString Secure(string text)
    {
        SecureString secure = new();
        foreach (char character in text)
        {
            secure.AppendChar(character);
        }

        return secure;
    }
}
