using System.Text.Json;
using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Retrieval;

/// <summary>An emulator with a valid storage config, whose sessions and polls are quick.</summary>
public sealed class RetrievalEmulator : IAsyncLifetime
{
    public RunningEmulator Emulator { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Emulator = await RunningEmulator.StartAsync("--work-delay", "10ms");
        await Emulator.CreateStorageAsync();
    }

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();

    /// <summary>Polls a session and waits for the end.</summary>
    public async Task<JsonElement> PollAsync(object request)
    {
        Answer made = await Emulator.PostAsync("/polls", request);
        Assert.True(made.Status == 201, made.Text);
        Assert.Equal("pending", made.State);
        return await Emulator.WaitForAsync($"/polls/{made.Id}", poll => poll.GetProperty("state").GetString() == "completed");
    }
}
