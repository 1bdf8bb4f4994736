using System.Management.Automation;

namespace Ricloud.PowerShell.Errors;

/// <summary>Carries a finished error from code without a cmdlet to the cmdlet that writes it.</summary>
internal sealed class RicloudCommandException(ErrorRecord record) : Exception(record.ErrorDetails?.Message ?? record.Exception.Message, record.Exception), IContainsErrorRecord
{
    public ErrorRecord ErrorRecord { get; } = record;
}
