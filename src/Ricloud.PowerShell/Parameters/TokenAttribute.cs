using System.Management.Automation;
using System.Security;

namespace Ricloud.PowerShell.Parameters;

/// <summary>Lets a token be given in every form that <see cref="SecretReader"/> takes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = NamedValues.Unwrap(inputData);
        if (value is null or SecureString { Length: 0 } || (value is string text && text.Trim().Length == 0))
        {
            return new SecureString();
        }

        var token = SecretReader.Token.Read(inputData);
        return token.Reason is null ? Secure(token.Reveal()) : throw new ArgumentTransformationMetadataException(Texts.TokenIsNone(token.Reason));
    }

    /// <summary>A token that is no one's mistake as a secure string.</summary>
    public static SecureString Secure(string text) => new RicloudSecret(text).ToSecureString();
}
