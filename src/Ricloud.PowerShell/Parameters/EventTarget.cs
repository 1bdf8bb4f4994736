using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell;

/// <summary>Where events are to go: a webhook config, by its id or itself, or an address.</summary>
public sealed class EventTarget : ParameterValue
{
    private static readonly IdentityReader Configs = new(IdentityKind.WebhookConfig);

    private EventTarget(ReceiverUrl? url, RicloudIdentity? config, object? source)
        : base(source, null)
    {
        Url = url;
        Config = config;
    }

    private EventTarget(object? source, string reason)
        : base(source, RicloudError.InvalidUrl, reason)
    {
    }

    /// <summary>The address, where that was given.</summary>
    public ReceiverUrl? Url { get; }

    /// <summary>The webhook config, where that was given.</summary>
    public RicloudIdentity? Config { get; }

    internal override string TargetName => Url?.Text ?? Config?.TargetName ?? string.Empty;

    /// <inheritdoc/>
    public override string ToString() => Url?.ToString() ?? Config?.ToString() ?? string.Empty;

    internal static EventTarget Refused(object? source, string shown) => new(source, shown);

    internal static EventTarget Read(object? source)
    {
        var value = NamedValues.Unwrap(source);
        if (value is EventTarget target)
        {
            return target;
        }

        if (value is Uri || (value is string text && text.IndexOf("://", StringComparison.Ordinal) >= 0))
        {
            var url = ReceiverUrl.Read(value);
            return url.Problem is null ? new EventTarget(url, null, source) : Refused(source, url.Reason!);
        }

        var config = Configs.Read(source);
        return config.Problem is null ? new EventTarget(null, config, source) : Refused(source, value is null ? "$null" : $"'{value}'");
    }
}
