namespace Ricloud.Tests.Faults;

/// <summary>How a cmdlet's request is sent: what decides over a cell together with the fault.</summary>
internal enum MatrixWay
{
    /// <summary>Sent again after whatever may pass: all that reads, and changes that twice do what once does.</summary>
    Repeated,

    /// <summary>The same, but the command goes on without an answer.</summary>
    Optional,

    /// <summary>Sent again, and the config is asked what became of it when no answer came.</summary>
    ReadBack,

    /// <summary>Never sent again before the list was looked through for what a lost one has made.</summary>
    Once,

    /// <summary>Sent again only when it can't have been acted on.</summary>
    Raw,
}
