using System.Management.Automation;
using System.Text.RegularExpressions;
using Ricloud.DesiredState;

namespace Ricloud.PowerShell.Errors;

/// <summary>The one translation of the client's exceptions to the errors that cmdlets write.</summary>
internal static class ErrorTranslator
{
    // What the API calls otherwise than the parameters do.
    private static readonly Dictionary<string, string[]> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["before_id"] = ["AfterId"],
        ["webhook_config_default"] = ["DefaultWebhookConfig"],
        ["storage_config_default"] = ["DefaultStorageConfig"],
        ["credentials"] = ["Credential"],
        ["signed_urls_enabled"] = ["SignedUrl"],
        ["signed_urls_expiry"] = ["SignedUrlExpiry"],
        ["config"] = ["PublishSourceFiles"],
        ["date_created"] = ["CreatedAfter", "CreatedBefore"],
        ["date_created[gte]"] = ["CreatedAfter"],
        ["date_created[lte]"] = ["CreatedBefore"],
        ["limit"] = ["First"],
    };

    /// <summary>The error for one item.</summary>
    /// <param name="exception">What the client threw; it stays on the error.</param>
    /// <param name="target">What the caller passed or piped. A wait that ran out has what was waited for as its target instead, a declaration where it comes from.</param>
    /// <param name="bound">The parameters that the caller wrote, since the API blames its own names.</param>
    public static ErrorRecord ToRecord(RicloudException exception, object? target, ICollection<string> bound)
    {
        target = exception switch
        {
            RicloudWaitException wait => (object?)wait.LastTask ?? wait.LastConfig ?? target,
            DeclarationException declaration => declaration.DeclarationSource,
            _ => target,
        };
        return RicloudError.Of(exception.Kind).Wrap(exception, target, InWordsOfTheCaller(exception, bound), target);
    }

    private static string InWordsOfTheCaller(RicloudException exception, ICollection<string> bound)
    {
        var message = exception.Message;
        var start = message.IndexOf(": ", StringComparison.Ordinal);
        if (exception.Params is null || start < 0)
        {
            return message;
        }

        var said = message.Substring(start);
        foreach (var name in exception.Params.Keys)
        {
            var candidates = Parameters.TryGetValue(name, out var known) ? known : [name.Replace("_", string.Empty)];
            string[] written = [.. bound.Where(b => candidates.Contains(b, StringComparer.OrdinalIgnoreCase)).Select(b => "-" + b)];
            if (written.Length > 0)
            {
                // Without quotes only what can't be a word of the sentence.
                var pattern = name.IndexOf('_') < 0 ? $"'{Regex.Escape(name)}'" : $@"'?(?<!\w){Regex.Escape(name)}(?![\w[])'?";
                said = Regex.Replace(said, pattern, string.Join(" or ", written), RegexOptions.CultureInvariant);
            }
        }

        return message.Substring(0, start) + said;
    }
}
