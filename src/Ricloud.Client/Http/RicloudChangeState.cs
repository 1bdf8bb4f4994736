namespace Ricloud.Http;

/// <summary>How far a change has come, as the client knows it.</summary>
public enum RicloudChangeState
{
    /// <summary>Nothing that could make it was handed to a connection yet.</summary>
    NotSent,

    /// <summary>It was handed to a connection, and nothing that the client got since tells whether it was made.</summary>
    InDoubt,

    /// <summary>It was made.</summary>
    Made,

    /// <summary>It was not made: it never went out whole, the API refused it, or it was looked for and not there.</summary>
    NotMade,
}
