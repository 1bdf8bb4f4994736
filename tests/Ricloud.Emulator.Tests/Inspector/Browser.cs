using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PuppeteerSharp;
using Ricloud.Emulator.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(Ricloud.Emulator.Tests.Inspector.Browser))]

namespace Ricloud.Emulator.Tests.Inspector;

/// <summary>One chromium for all tests of the page; where there is none, they say so and are left out.</summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly SemaphoreSlim _gate = new(1);
    private IBrowser? _browser;

    /// <summary>Opens the page of an emulator, with its token in the address.</summary>
    public async Task<InspectorPage> OpenAsync(RunningEmulator emulator, string? address = null, int width = 1200, int height = 800)
    {
        string? chromium = Find();
        Assert.SkipWhen(chromium is null, "chromium is not installed: the tests of the inspector were NOT run.");
        IBrowser browser = await LaunchAsync(chromium!);
        IBrowserContext context = await browser.CreateBrowserContextAsync();
        await context.OverridePermissionsAsync(emulator.Url, [OverridePermission.ClipboardReadWrite]);
        IPage page = await context.NewPageAsync();
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height });
        InspectorPage inspector = new(page, emulator);
        await page.GoToAsync(address ?? $"{emulator.Url}/_emulator/inspector#token={emulator.Token}");
        return inspector;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _gate.Dispose();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private async Task<IBrowser> LaunchAsync(string chromium)
    {
        await _gate.WaitAsync();
        try
        {
            // Root has no sandbox, and a container's /dev/shm is small.
            return _browser ??= await Puppeteer.LaunchAsync(new LaunchOptions
            {
                ExecutablePath = chromium,
                Headless = true,
                Timeout = 120_000,
                Args = [.. Environment.IsPrivilegedProcess ? new[] { "--no-sandbox" } : [], "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"],
            });
        }
        finally
        {
            _gate.Release();
        }
    }
}
