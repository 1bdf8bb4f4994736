using System.Globalization;
using Ricloud.Values;

namespace Ricloud;

/// <summary>A wait that ended before the outcome was known. Carries what was last seen.</summary>
public sealed class RicloudWaitException : RicloudException
{
    /// <summary>Creates the exception for a task that didn't finish in time.</summary>
    /// <param name="message">A sentence for the user.</param>
    /// <param name="task">The task as it was last seen.</param>
    public RicloudWaitException(string message, RicloudTask task)
        : base(RicloudErrorKind.WaitTimeout, message)
    {
        LastTask = task;
    }

    /// <summary>Creates the exception for a config that stayed <c>new</c>.</summary>
    /// <param name="message">A sentence for the user.</param>
    /// <param name="config">The config as it was last seen.</param>
    public RicloudWaitException(string message, IRicloudConfig config)
        : base(RicloudErrorKind.WaitTimeout, message)
    {
        LastConfig = config;
    }

    /// <summary>The task as it was last seen, if a task was waited for.</summary>
    public RicloudTask? LastTask { get; }

    /// <summary>The config as it was last seen, if one was waited for.</summary>
    public IRicloudConfig? LastConfig { get; }

    /// <summary>The webhook config as it was last seen, if one was waited for.</summary>
    public WebhookConfig? LastWebhookConfig => LastConfig as WebhookConfig;

    /// <summary>How long the wait took.</summary>
    public TimeSpan Waited { get; init; }

    internal static RicloudWaitException Of(string what, IRicloudConfig config, TimeSpan waited) => new(
        string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1} is still '{2}' after {3:0.#} s: its test isn't done. Wait longer, or get the config again later.",
            char.ToUpperInvariant(what[0]) + what.Substring(1),
            ApiId.Text(config.Id),
            config.State,
            waited.TotalSeconds),
        config)
    {
        Waited = waited,
    };

    internal static RicloudWaitException Of(RicloudTask task, TimeSpan waited) => new(
        string.Format(
            CultureInfo.InvariantCulture,
            "Task {0} is still '{1}' after {2:0.#} s. Wait longer, or get the task again later.",
            ApiId.Text(task.Id),
            task.State,
            waited.TotalSeconds),
        task)
    {
        Waited = waited,
    };
}
