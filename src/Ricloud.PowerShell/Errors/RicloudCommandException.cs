using System;
using System.Management.Automation;

namespace Ricloud.PowerShell.Errors;

/// <summary>Carries a finished error from code without a cmdlet to the cmdlet that writes it.</summary>
internal sealed class RicloudCommandException : Exception, IContainsErrorRecord
{
    public RicloudCommandException(ErrorRecord record)
        : base(record.ErrorDetails?.Message ?? record.Exception.Message, record.Exception) => ErrorRecord = record;

    public ErrorRecord ErrorRecord { get; }
}
