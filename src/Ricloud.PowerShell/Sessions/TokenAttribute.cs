using System;
using System.Management.Automation;
using System.Security;

namespace Ricloud.PowerShell.Sessions;

/// <summary>Lets a token be given as text or as a <see cref="SecureString"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            SecureString token => token,
            string text => Secure(text),
            _ => throw new ArgumentTransformationMetadataException(Texts.TokenIsNeither),
        };
    }

    /// <summary>The text as a secure string, without the white space that copying brings along.</summary>
    internal static SecureString Secure(string text)
    {
        var token = new SecureString();
        foreach (var character in text.Trim())
        {
            token.AppendChar(character);
        }

        token.MakeReadOnly();
        return token;
    }
}
