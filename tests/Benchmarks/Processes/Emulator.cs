using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Processes;

/// <summary>The emulator that the build laid out.</summary>
internal sealed class Emulator : IAsyncDisposable
{
    public const string Token = "benchmark";

    private readonly Child _child;

    private Emulator(Child child, Uri url)
    {
        _child = child;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<Emulator> StartAsync(params IEnumerable<string> arguments)
    {
        var child = Child.Start("the emulator", Child.DotNet, [Repository.Emulator, "--attached", .. arguments], ("RICLOUD_EMULATOR_TOKEN", Token));
        using JsonDocument ready = JsonDocument.Parse(await child.ReadAsync());
        return new Emulator(child, new Uri(ready.RootElement.GetProperty("url").GetString()!));
    }

    public TimeSpan ProcessorTime => _child.ProcessorTime;

    public Task KillAsync() => _child.KillAsync();

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
