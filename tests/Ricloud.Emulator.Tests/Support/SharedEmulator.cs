using System.Threading.Tasks;
using Xunit;

namespace Ricloud.Emulator.Tests.Support;

/// <summary>One emulator in memory for the tests of a class.</summary>
public sealed class SharedEmulator : IAsyncLifetime
{
    public RunningEmulator Emulator { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Emulator = await RunningEmulator.StartAsync("--retry-delays", "0s,10ms,10ms,10ms,10ms");

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
