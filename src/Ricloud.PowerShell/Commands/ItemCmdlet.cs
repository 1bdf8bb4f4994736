using System;
using System.Management.Automation;

namespace Ricloud.PowerShell.Commands;

/// <summary>A cmdlet that sends something for each item that is passed or piped to it, several at once if told so.</summary>
public abstract class ItemCmdlet : RicloudSessionCmdlet
{
    /// <summary>
    /// How many items to work on at once, 1 to 64. 1 by default. What is written keeps the order of the items. More than one
    /// reads ahead: that many changes may have been made beyond the last one that was written.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public virtual int ThrottleLimit { get; set; } = 1;

    private protected override int Window => MayAsk ? 1 : ThrottleLimit;

    /// <summary>Does something with each identity that names something; the others are errors of their own, in their place.</summary>
    private protected void ForEach(RicloudIdentity[] identities, Action<RicloudIdentity> work)
    {
        foreach (var identity in identities)
        {
            if (ProblemOf(identity) is { } problem)
            {
                SubmitError(problem);
            }
            else
            {
                work(identity);
            }
        }
    }
}
