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

    /// <summary>Creates the exception for a webhook config that stayed <c>new</c>.</summary>
    /// <param name="message">A sentence for the user.</param>
    /// <param name="webhookConfig">The config as it was last seen.</param>
    public RicloudWaitException(string message, WebhookConfig webhookConfig)
        : base(RicloudErrorKind.WaitTimeout, message)
    {
        LastWebhookConfig = webhookConfig;
    }

    /// <summary>The task as it was last seen, if a task was waited for.</summary>
    public RicloudTask? LastTask { get; }

    /// <summary>The webhook config as it was last seen, if a config was waited for.</summary>
    public WebhookConfig? LastWebhookConfig { get; }

    /// <summary>How long the wait took.</summary>
    public TimeSpan Waited { get; init; }

    internal static RicloudWaitException Of(WebhookConfig config, TimeSpan waited) => new(
        string.Format(
            CultureInfo.InvariantCulture,
            "Webhook config {0} is still '{1}' after {2:0.#} s: its test isn't done. Wait longer, or get the config again later.",
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
