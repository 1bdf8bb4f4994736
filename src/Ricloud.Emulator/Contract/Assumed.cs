using System.Globalization;
using System.Security.Cryptography;

namespace Ricloud.Emulator.Contract;

/// <summary>
/// What neither the documentation nor the vendor's client says, each fact once: when the vendor says
/// otherwise, its line here changes. docs/emulator.md lists them for users.
/// </summary>
internal static class Assumed
{
    /// <summary>Any success answer accepts a delivery.</summary>
    public static bool AcceptsDelivery(int status) => status is >= 200 and < 300;

    /// <summary>How long a receiver has for its answer.</summary>
    public static readonly TimeSpan DeliveryTimeout = TimeSpan.FromSeconds(10);

    /// <summary>How much of a receiver's answer is read.</summary>
    public const int MaximumReceiverAnswer = 64 * 1024;

    /// <summary>The test of a config is sent once; every other event up to the documented number of tries.</summary>
    public const int TestTries = 1;

    /// <summary>Bytes that a request's body may have.</summary>
    public const int MaximumBody = 1024 * 1024;

    /// <summary>The operators of the date filter, both inclusive.</summary>
    public const string DateFrom = "gte";

    /// <inheritdoc cref="DateFrom"/>
    public const string DateTo = "lte";

    /// <summary>An event goes to the receiver of a config in any state but this one.</summary>
    public static bool ReceivesEvents(string configState) => configState != State.Deactivated;

    /// <summary>
    /// An event that nobody receives is never in delivery, so it can't be pending.
    /// </summary>
    public const string StateWithoutReceiver = State.Failed;

    /// <summary>An organisation is usable while at least one of its webhook configs is valid.</summary>
    public static string OrganisationState(bool hasValidWebhookConfig) => hasValidWebhookConfig ? State.Active : "unconfigured";

    /// <summary>Makes a secret or a token: 43 letters and digits, over 250 bits.</summary>
    public static string NewSecret() =>
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 43);

    /// <summary>
    /// More than the maximum counts as the maximum; zero and what is no number of seconds are ignored.
    /// </summary>
    public static TimeSpan ParseAwait(string? header)
    {
        // TryParse takes the words "Infinity" and "NaN" whatever the style says.
        var isNumber = double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds);
        if (!isNumber || !double.IsFinite(seconds))
        {
            return TimeSpan.Zero;
        }

        return seconds < Documented.MaximumAwait.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Documented.MaximumAwait;
    }
}
