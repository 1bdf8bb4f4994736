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

    /// <summary>The life of the process is its standard input's, and Ctrl+C is left to the parent.</summary>
    public bool Attached { get; init; }

    /// <summary>A create is answered only when its test has been sent.</summary>
    public bool TestBeforeAnswer { get; init; }

    /// <summary>The fault rules in force from the start.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>Prints how SQLite reads each list, and ends.</summary>
    public bool ShowQueryPlans { get; init; }

    public bool ShowHelp { get; init; }

    public bool ShowVersion { get; init; }
}
