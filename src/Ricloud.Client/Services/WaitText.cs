using System.Globalization;
using Ricloud.Values;

namespace Ricloud.Services;

/// <summary>What a wait says when it gives up.</summary>
internal static class WaitText
{
    public static string Config(WebhookConfig config, TimeSpan waited) => string.Format(
        CultureInfo.InvariantCulture,
        "Webhook config {0} is still '{1}' after {2:0.#} s: its test isn't done. Wait longer, or get the config again later.",
        ApiId.Text(config.Id),
        config.State,
        waited.TotalSeconds);

    public static string Task(RicloudTask task, TimeSpan waited) => string.Format(
        CultureInfo.InvariantCulture,
        "Task {0} is still '{1}' after {2:0.#} s. Wait longer, or get the task again later.",
        ApiId.Text(task.Id),
        task.State,
        waited.TotalSeconds);
}
