using System.Management.Automation;
using Ricloud.DesiredState;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>What the parameters of a storage config say, by the API's names: only what was passed.</summary>
internal static class StorageAttributes
{
    public static IReadOnlyDictionary<string, object?> Of(RicloudCmdlet cmdlet, StorageCredential? credential, SwitchParameter signedUrl, int signedUrlExpiry)
    {
        Dictionary<string, object?> attributes = [];
        if (credential is not null)
        {
            attributes[StorageSetting.CredentialAttribute] = credential.Values;
        }

        if (cmdlet.IsBound("SignedUrl"))
        {
            attributes[StorageSetting.SignedUrl.Attribute] = signedUrl.IsPresent;
        }

        if (cmdlet.IsBound("SignedUrlExpiry"))
        {
            attributes[StorageSetting.SignedUrlExpiry.Attribute] = signedUrlExpiry;
        }

        return attributes;
    }
}
