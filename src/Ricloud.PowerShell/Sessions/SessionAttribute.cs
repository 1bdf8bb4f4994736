using System.Management.Automation;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell.Sessions;

/// <summary>
/// Takes a live session only. One that came out of a job, a remote computer or a file has neither connection nor token,
/// and says so instead of failing as a type mismatch.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = NamedValues.Unwrap(inputData);
        if (value is RicloudSession session)
        {
            return session;
        }

        var isDeserialised = (inputData as PSObject)?.TypeNames.Contains("Deserialized." + typeof(RicloudSession).FullName) == true;
        throw new ArgumentTransformationMetadataException(isDeserialised ? Texts.SessionIsDeserialised : Texts.NotASession);
    }
}
