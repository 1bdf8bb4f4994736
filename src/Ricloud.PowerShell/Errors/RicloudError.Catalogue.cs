using System.Management.Automation;

namespace Ricloud.PowerShell.Errors;

internal sealed partial class RicloudError
{
    // Filled by what follows.
    private static readonly Dictionary<string, RicloudError> ById = new(StringComparer.Ordinal);

    // What the API, the network or a wait did: one for each RicloudErrorKind, by the same name.
    public static readonly RicloudError Unauthorized = new(nameof(Unauthorized), ErrorCategory.AuthenticationError);
    public static readonly RicloudError Forbidden = new(nameof(Forbidden), ErrorCategory.PermissionDenied);
    public static readonly RicloudError NotFound = new(nameof(NotFound), ErrorCategory.ObjectNotFound);
    public static readonly RicloudError InvalidParameter = new(nameof(InvalidParameter), ErrorCategory.InvalidArgument);
    public static readonly RicloudError InvalidBody = new(nameof(InvalidBody), ErrorCategory.InvalidData);
    public static readonly RicloudError Rejected = new(nameof(Rejected), ErrorCategory.InvalidOperation);
    public static readonly RicloudError RateLimited = new(nameof(RateLimited), ErrorCategory.LimitsExceeded);
    public static readonly RicloudError Server = new(nameof(Server), ErrorCategory.ResourceUnavailable);
    public static readonly RicloudError InvalidResponse = new(nameof(InvalidResponse), ErrorCategory.ProtocolError);
    public static readonly RicloudError ResponseTooLarge = new(nameof(ResponseTooLarge), ErrorCategory.LimitsExceeded);
    public static readonly RicloudError Connection = new(nameof(Connection), ErrorCategory.ConnectionError);
    public static readonly RicloudError ProxyRefused = new(nameof(ProxyRefused), ErrorCategory.PermissionDenied);
    public static readonly RicloudError Tls = new(nameof(Tls), ErrorCategory.SecurityError);
    public static readonly RicloudError Timeout = new(nameof(Timeout), ErrorCategory.OperationTimeout);
    public static readonly RicloudError RedirectRefused = new(nameof(RedirectRefused), ErrorCategory.SecurityError);
    public static readonly RicloudError PagingLoop = new(nameof(PagingLoop), ErrorCategory.ProtocolError);
    public static readonly RicloudError WaitTimeout = new(nameof(WaitTimeout), ErrorCategory.OperationTimeout);
    public static readonly RicloudError CreateInDoubt = new(nameof(CreateInDoubt), ErrorCategory.OperationTimeout);
    public static readonly RicloudError RotateInDoubt = new(nameof(RotateInDoubt), ErrorCategory.OperationTimeout);
    public static readonly RicloudError TestInDoubt = new(nameof(TestInDoubt), ErrorCategory.OperationTimeout);

    // Sessions.
    public static readonly RicloudError NotConnected = new(nameof(NotConnected), ErrorCategory.AuthenticationError);
    public static readonly RicloudError EmptyToken = new(nameof(EmptyToken), ErrorCategory.InvalidArgument);
    public static readonly RicloudError SessionClosed = new(nameof(SessionClosed), ErrorCategory.ConnectionError);
    public static readonly RicloudError ConfigurationUnreadable = new(nameof(ConfigurationUnreadable), ErrorCategory.OpenError);
    public static readonly RicloudError ConfigurationInvalid = new(nameof(ConfigurationInvalid), ErrorCategory.ParserError);
    public static readonly RicloudError InvalidConnection = new(nameof(InvalidConnection), ErrorCategory.InvalidArgument);

    // What was passed or piped.
    public static readonly RicloudError InvalidId = new(nameof(InvalidId), ErrorCategory.InvalidArgument);
    public static readonly RicloudError InvalidPattern = new(nameof(InvalidPattern), ErrorCategory.InvalidArgument);
    public static readonly RicloudError InvalidUrl = new(nameof(InvalidUrl), ErrorCategory.InvalidArgument);
    public static readonly RicloudError InvalidStorageUrl = new(nameof(InvalidStorageUrl), ErrorCategory.InvalidArgument);
    public static readonly RicloudError InvalidCredential = new(nameof(InvalidCredential), ErrorCategory.InvalidArgument);
    public static readonly RicloudError InUse = new(nameof(InUse), ErrorCategory.ResourceBusy);
    public static readonly RicloudError WrongKindOfObject = new(nameof(WrongKindOfObject), ErrorCategory.InvalidType);
    public static readonly RicloudError ObjectOfAnotherAccount = new(nameof(ObjectOfAnotherAccount), ErrorCategory.InvalidArgument);
    public static readonly RicloudError TaskWithoutTarget = new(nameof(TaskWithoutTarget), ErrorCategory.InvalidArgument);
    public static readonly RicloudError NothingToChange = new(nameof(NothingToChange), ErrorCategory.InvalidArgument);
    public static readonly RicloudError EitherOr = new(nameof(EitherOr), ErrorCategory.InvalidArgument);
    public static readonly RicloudError RequestRefused = new(nameof(RequestRefused), ErrorCategory.InvalidArgument);
    public static readonly RicloudError BodyNotSerialisable = new(nameof(BodyNotSerialisable), ErrorCategory.InvalidData);

    // Signatures, and requests that carry them.
    public static readonly RicloudError InvalidSecret = new(nameof(InvalidSecret), ErrorCategory.InvalidArgument);
    public static readonly RicloudError InvalidBodyText = new(nameof(InvalidBodyText), ErrorCategory.InvalidArgument);
    public static readonly RicloudError InvalidTimestamp = new(nameof(InvalidTimestamp), ErrorCategory.InvalidArgument);
    public static readonly RicloudError NotARequest = new(nameof(NotARequest), ErrorCategory.InvalidType);
    public static readonly RicloudError SignatureMalformed = new(nameof(SignatureMalformed), ErrorCategory.SecurityError);
    public static readonly RicloudError SignatureMismatch = new(nameof(SignatureMismatch), ErrorCategory.SecurityError);
    public static readonly RicloudError SignatureTooOld = new(nameof(SignatureTooOld), ErrorCategory.SecurityError);
    public static readonly RicloudError SignatureFromFuture = new(nameof(SignatureFromFuture), ErrorCategory.SecurityError);
    public static readonly RicloudError EventUnreadable = new(nameof(EventUnreadable), ErrorCategory.InvalidData);

    // Receiving, sending and keeping events.
    public static readonly RicloudError NoSecret = new(nameof(NoSecret), ErrorCategory.InvalidArgument);
    public static readonly RicloudError SecretNotShown = new(nameof(SecretNotShown), ErrorCategory.ObjectNotFound);
    public static readonly RicloudError PortUnavailable = new(nameof(PortUnavailable), ErrorCategory.ResourceUnavailable);
    public static readonly RicloudError InvalidReceiver = new(nameof(InvalidReceiver), ErrorCategory.InvalidArgument);
    public static readonly RicloudError PublicUrlUnreachable = new(nameof(PublicUrlUnreachable), ErrorCategory.ConnectionError);
    public static readonly RicloudError StateFileUnusable = new(nameof(StateFileUnusable), ErrorCategory.ResourceUnavailable);
    public static readonly RicloudError OutFileUnusable = new(nameof(OutFileUnusable), ErrorCategory.OpenError);
    public static readonly RicloudError EventNotKept = new(nameof(EventNotKept), ErrorCategory.WriteError);
    public static readonly RicloudError JournalUnusable = new(nameof(JournalUnusable), ErrorCategory.OpenError);
    public static readonly RicloudError ChangeLogUnusable = new(nameof(ChangeLogUnusable), ErrorCategory.OpenError);
    public static readonly RicloudError ChangedSince = new(nameof(ChangedSince), ErrorCategory.InvalidOperation);
    public static readonly RicloudError TargetWithoutSecret = new(nameof(TargetWithoutSecret), ErrorCategory.InvalidArgument);
    public static readonly RicloudError TargetMissing = new(nameof(TargetMissing), ErrorCategory.InvalidArgument);
    public static readonly RicloudError ConfigUnknown = new(nameof(ConfigUnknown), ErrorCategory.ObjectNotFound);
    public static readonly RicloudError UnknownTemplate = new(nameof(UnknownTemplate), ErrorCategory.InvalidArgument);
    public static readonly RicloudError InvalidEventPath = new(nameof(InvalidEventPath), ErrorCategory.InvalidArgument);
    public static readonly RicloudError NotAnEvent = new(nameof(NotAnEvent), ErrorCategory.InvalidType);
    public static readonly RicloudError DeliveryFailed = new(nameof(DeliveryFailed), ErrorCategory.ConnectionError);
    public static readonly RicloudError DeliveryRefused = new(nameof(DeliveryRefused), ErrorCategory.InvalidResult);
    public static readonly RicloudError FileUnreadable = new(nameof(FileUnreadable), ErrorCategory.OpenError);
    public static readonly RicloudError LinesUnreadable = new(nameof(LinesUnreadable), ErrorCategory.InvalidData);
    public static readonly RicloudError LineUnreadable = new(nameof(LineUnreadable), ErrorCategory.InvalidData);

    // Desired state.
    public static readonly RicloudError DeclarationUnreadable = new(nameof(DeclarationUnreadable), ErrorCategory.OpenError);
    public static readonly RicloudError DeclarationInvalid = new(nameof(DeclarationInvalid), ErrorCategory.InvalidData);
    public static readonly RicloudError WebhookConfigInUse = new(nameof(WebhookConfigInUse), ErrorCategory.ResourceBusy);
    public static readonly RicloudError LastValidWebhookConfig = new(nameof(LastValidWebhookConfig), ErrorCategory.InvalidOperation);

    // Replacing a secret.
    public static readonly RicloudError NothingToReplace = new(nameof(NothingToReplace), ErrorCategory.InvalidOperation);
    public static readonly RicloudError ReplacementAmbiguous = new(nameof(ReplacementAmbiguous), ErrorCategory.InvalidOperation);
    public static readonly RicloudError NotAReplacement = new(nameof(NotAReplacement), ErrorCategory.InvalidArgument);
    public static readonly RicloudError SecretNotAccepted = new(nameof(SecretNotAccepted), ErrorCategory.InvalidResult);
    public static readonly RicloudError DeploymentFailed = new(nameof(DeploymentFailed), ErrorCategory.InvalidResult);
    public static readonly RicloudError EventsPending = new(nameof(EventsPending), ErrorCategory.OperationTimeout);

    // The emulator.
    public static readonly RicloudError InvalidFault = new(nameof(InvalidFault), ErrorCategory.InvalidArgument);
    public static readonly RicloudError EmulatorNotFound = new(nameof(EmulatorNotFound), ErrorCategory.ObjectNotFound);
    public static readonly RicloudError EmulatorNotStarted = new(nameof(EmulatorNotStarted), ErrorCategory.OpenError);
}
