namespace Ricloud.Receiving;

/// <summary>What became of one request to a receiver.</summary>
internal enum ReceiverOutcome
{
    /// <summary>200: the event reached the consumer.</summary>
    HandedOver,

    /// <summary>200: the event had reached the consumer before.</summary>
    Duplicate,

    /// <summary>200: a genuine event that the filters leave out.</summary>
    Filtered,

    /// <summary>401: no signature, one made with another secret, or one outside the tolerance.</summary>
    SignatureRefused,

    /// <summary>400 and its kin: not HTTP as it should be, a malformed signature header, or no event in the body.</summary>
    Malformed,

    /// <summary>413 or 431: body or headers over their limit.</summary>
    TooLarge,

    /// <summary>200: a GET or HEAD of the base path, as a load balancer makes to see whether the receiver is there.</summary>
    Probed,

    /// <summary>200: a GET or HEAD of the metrics' path.</summary>
    Scraped,

    /// <summary>405: another method than POST.</summary>
    WrongMethod,

    /// <summary>404: another path than the base's and an event id.</summary>
    WrongPath,

    /// <summary>408: headers or body took too long.</summary>
    TimedOut,

    /// <summary>503: too many events wait for the consumer, or too many connections are open.</summary>
    Busy,

    /// <summary>503: the consumer didn't take the event, or the receiver ended first.</summary>
    NotTaken,

    /// <summary>503: no secret was known within the time that requests are held.</summary>
    SecretUnknown,

    /// <summary>No answer: the sender went away in the middle of its request.</summary>
    Aborted,
}
