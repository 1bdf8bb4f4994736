using System.Management.Automation;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>A cmdlet that sends something for each item that is passed or piped to it, several at once if told so.</summary>
public abstract class ItemCmdlet : RicloudSessionCmdlet
{
    private ConfigUses? _uses;

    /// <summary>
    /// How many items to work on at once, 1 to 64. 1 by default. What is written keeps the order of the items. More than one
    /// reads ahead: that many changes may have been made beyond the last one that was written.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public virtual int ThrottleLimit { get; set; } = 1;

    private protected override int Window => MayAsk ? 1 : ThrottleLimit;

    /// <summary>What hangs on webhook configs, read when it is first wanted.</summary>
    private protected ConfigUses Uses
    {
        get
        {
            var client = Client;
            return _uses ??= Await(stopping => ConfigUses.ReadAsync(client, Tell, stopping));
        }
    }

    /// <summary>Whether a config is to be switched off or deleted, whatever hangs on it: the question says what, and so does a warning.</summary>
    private protected bool ShouldLose(RicloudIdentity identity, string action)
    {
        var loss = Uses.Loss(identity.Id);
        var isWanted = (IsForced && !WhatIfMode.IsOn(this)) || ShouldProcess(identity.TargetName, Texts.WithLoss(action, loss));
        Uses.Lose(identity.Id);
        if (isWanted && loss is not null)
        {
            WriteWarning(Texts.ConfigLost(identity.TargetName, loss));
        }

        return isWanted;
    }

    /// <summary>Does something with each identity that names something; the others are errors of their own, in their place.</summary>
    private protected void ForEach(RicloudIdentity[] identities, Action<RicloudIdentity> work) =>
        ForEach(identities, identity => identity.TargetName, ProblemOf, work);

    /// <summary>Does something with each item that makes sense; the others are errors of their own, in their place.</summary>
    private protected void ForEach<T>(T[] items, Func<T, string> name, Func<T, ErrorRecord?> problemOf, Action<T> work)
    {
        ItemTotal = MyInvocation.ExpectingInput ? null : items.Length;
        foreach (var item in items)
        {
            ItemNumber++;
            if (problemOf(item) is { } problem)
            {
                SubmitError(problem);
            }
            else
            {
                ItemName = name(item);
                work(item);
            }
        }
    }
}
