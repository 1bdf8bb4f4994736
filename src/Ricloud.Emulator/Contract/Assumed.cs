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

    /// <summary>The organisation's attributes that a plain key need not see.</summary>
    public const string OrganisationType = "standard";

    /// <inheritdoc cref="OrganisationType"/>
    public const string ApiVersion = "3";

    /// <summary>The permissions that the organisation begins with: everything, without a limit.</summary>
    public const string AllScopes = """{"source_type:*":[],"task_type:*":[],"data_type:*":[],"file_type:*":[]}""";

    /// <summary>The name of the organisation's own permissions.</summary>
    public const string PermissionsIdentifier = "default";

    /// <summary>The code that no service takes; any other is right.</summary>
    public const string WrongCode = "000000";

    /// <summary>A poll makes a task an entry of its payload, and no more than so many.</summary>
    public const int MaximumPollEntries = 1000;

    /// <summary>What <c>["*"]</c> of a poll's lists stands for. Ids of other files aren't known.</summary>
    public static string[] AllOf(string list) => list switch
    {
        "info_types" => ["account", "devices"],
        "data_types" => ["contacts.contacts", "messages.sms"],
        _ => Files,
    };

    /// <summary>The ids of the files that results name.</summary>
    public static readonly string[] Files = ["file-1", "file-2", "file-3"];

    /// <summary>The type of the tasks that a list of a poll's payload makes.</summary>
    public static string TaskTypeOf(string sourceType, string list) => SourceType.ServiceOf(sourceType) + list switch
    {
        "info_types" => ".info",
        "data_types" => ".data",
        _ => ".file",
    };

    /// <summary>The type of a session's task.</summary>
    public static string SessionTaskTypeOf(string sourceType) => SourceType.ServiceOf(sourceType) + ".session";

    /// <summary>The device of a paired app.</summary>
    public const string DeviceInfo =
        """{"name":"Emulated iPhone","is_encrypted":true,"apple_model_id":"iPhone10,1","apple_serial":"EMULATED0001","ios_version":"12.4"}""";

    /// <summary>How often a subscription polls that doesn't say, in seconds. Documented of the Relay service, as its minimum is.</summary>
    public const long PollInterval = 24 * 60 * 60;

    /// <inheritdoc cref="PollInterval"/>
    public const long LeastRelayInterval = 60 * 60;

    /// <summary>How long a signed URL is good when its config doesn't say, in seconds.</summary>
    public const long SignedUrlExpiry = 60 * 60;

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
