using System;
using System.Threading.Tasks;
using Xunit;

namespace Ricloud.Tests.Harness;

/// <summary>One emulator for all tests of a class: <c>IClassFixture&lt;EmulatorFixture&gt;</c>.</summary>
public sealed class EmulatorFixture : IAsyncLifetime
{
    private EmulatorProcess? _emulator;

    internal EmulatorProcess Emulator => _emulator ?? throw new InvalidOperationException("The fixture hasn't been initialised.");

    public async ValueTask InitializeAsync() => _emulator = await EmulatorProcess.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }
    }
}
