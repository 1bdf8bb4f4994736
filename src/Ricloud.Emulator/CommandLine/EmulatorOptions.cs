using System.Net;
using Ricloud.Emulator.Faults;

namespace Ricloud.Emulator.CommandLine;

/// <summary>What the command line and the environment asked for.</summary>
internal sealed record EmulatorOptions
{
    /// <summary>The port to listen on; 0 is a free one.</summary>
    public int Port { get; init; }

    /// <summary>The data file; null keeps everything in memory.</summary>
    public string? DataPath { get; init; }

    /// <summary>The token of the first key; null makes one, or keeps the data file's.</summary>
    public string? Token { get; init; }

    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Names that a Host header may carry besides loopback ones.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>The wait before each try of a delivery; as many tries as there are waits.</summary>
    public IReadOnlyList<TimeSpan> RetryDelays { get; init; } =
        [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(3)];

    /// <summary>From one state of a session, a subscription or a poll to the next.</summary>
    public TimeSpan WorkDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A session that isn't used for so long expires.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Answers in the documented shape where the vendor's client can't read it.</summary>
    public bool DocumentedShapes { get; init; }

    /// <summary>The life of the process is its standard input's, and Ctrl+C is left to the parent.</summary>
    public bool Attached { get; init; }

    /// <summary>The inspector shows what a receiver elsewhere tells of, and nothing of this emulator.</summary>
    public bool InspectsReceiver { get; init; }

    /// <summary>The inspector is opened in the user's browser.</summary>
    public bool OpensInspector { get; init; }

    /// <summary>A create is answered only when its test has been sent.</summary>
    public bool TestBeforeAnswer { get; init; }

    /// <summary>The fault rules in force from the start.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>Prints how SQLite reads each list, and ends.</summary>
    public bool ShowQueryPlans { get; init; }

    /// <summary>Prints the routes and attributes as Markdown, and ends.</summary>
    public bool ShowReference { get; init; }

    public bool ShowHelp { get; init; }

    public bool ShowVersion { get; init; }
}
