using System.Management.Automation;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Gets the organisation that the session's key belongs to.</summary>
[Cmdlet(VerbsCommon.Get, "RicloudOrganisation")]
[OutputType(typeof(Organisation))]
public sealed class GetRicloudOrganisationCommand : RicloudSessionCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Read(null, context => context.Client.Organisation.GetAsync(context.Reading), WriteObject);
}
