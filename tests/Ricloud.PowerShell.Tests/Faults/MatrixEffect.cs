namespace Ricloud.Tests.Faults;

/// <summary>What a fault leaves its caller knowing about the request that it hits; the classes of docs/design/exactly-once.md.</summary>
internal enum MatrixEffect
{
    /// <summary>The right answer comes, only later.</summary>
    Late,

    /// <summary>A 4xx: nothing was done.</summary>
    Refused,

    /// <summary>A 429: nothing was done, and it may be sent again whatever it is.</summary>
    Limited,

    /// <summary>Done or not, but over.</summary>
    Lost,

    /// <summary>Done, not done, or being done.</summary>
    Alive,
}
