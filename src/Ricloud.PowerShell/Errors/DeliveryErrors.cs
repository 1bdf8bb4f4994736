using System.Management.Automation;

namespace Ricloud.PowerShell.Errors;

/// <summary>What can go wrong when an event is posted to a receiver.</summary>
internal static class DeliveryErrors
{
    /// <exception cref="RicloudCommandException">There was no answer.</exception>
    public static async Task<EventDelivery> TranslateAsync(object? target, Task<EventDelivery> delivery)
    {
        try
        {
            return await delivery.ConfigureAwait(false);
        }
        catch (EventDeliveryException e)
        {
            throw new RicloudCommandException(RicloudError.DeliveryFailed.Wrap(e, target, e.Message));
        }
    }

    /// <summary>The receiver answered something else than a 2xx.</summary>
    public static ErrorRecord Refused(EventDelivery delivery, object? target) => RicloudError.DeliveryRefused.ToRecord(
        target, delivery.Url, delivery.StatusCode, delivery.Answer.Length > 0 ? "'" + delivery.Answer + "'" : Texts.NothingMore);
}
