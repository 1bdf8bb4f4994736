using System.Management.Automation;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>Tells whether only a plan is wanted, for cmdlets whose later steps can't be known before the earlier ones are done.</summary>
internal static class WhatIfMode
{
    /// <summary>Whether it is, by parameter or by preference.</summary>
    public static bool IsOn(PSCmdlet cmdlet) => LanguagePrimitives.IsTrue(
        cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given) ? given : cmdlet.GetVariableValue("WhatIfPreference"));
}
