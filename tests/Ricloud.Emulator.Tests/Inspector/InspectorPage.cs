using System;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Tasks;
using PuppeteerSharp;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests.Inspector;

/// <summary>The page as somebody before it sees and uses it.</summary>
public sealed class InspectorPage : IAsyncDisposable
{
    private readonly RunningEmulator _emulator;

    public InspectorPage(IPage page, RunningEmulator emulator)
    {
        Page = page;
        _emulator = emulator;
        page.Console += (_, e) => Logged.Enqueue(e.Message.Text);
        page.PageError += (_, e) => Errors.Enqueue(e.Message);
        page.Dialog += async (_, e) => await e.Dialog.Accept();
        page.Request += (_, e) => Requested.Enqueue(e.Request.Url);
    }

    public IPage Page { get; }

    /// <summary>What the page has written to the console.</summary>
    public ConcurrentQueue<string> Logged { get; } = new();

    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>The addresses that the page has asked for.</summary>
    public ConcurrentQueue<string> Requested { get; } = new();

    /// <summary>Shows a view by its button.</summary>
    public Task ShowAsync(string view) => ClickAsync("nav button", view);

    /// <summary>Clicks the first such element that has this text.</summary>
    public async Task ClickAsync(string selector, string text)
    {
        await UntilAsync($"[...document.querySelectorAll({Quoted(selector)})].some(e => e.textContent.includes({Quoted(text)}))");
        await Page.EvaluateExpressionAsync($"[...document.querySelectorAll({Quoted(selector)})].find(e => e.textContent.includes({Quoted(text)})).click()");
    }

    /// <summary>Closes the dialog.</summary>
    public async Task CloseAsync()
    {
        await ClickAsync("dialog button", "Close");
        await UntilAsync("!document.querySelector('dialog').open && document.querySelector('dialog').childElementCount === 0");
    }

    /// <summary>Types into an element as somebody would, in place of what it has.</summary>
    public async Task TypeAsync(string selector, string text)
    {
        await Page.WaitForSelectorAsync(selector);
        await Page.EvaluateExpressionAsync($"document.querySelector({Quoted(selector)}).value = ''");
        await Page.TypeAsync(selector, text);
    }

    public Task<string> TextAsync(string selector) => Page.EvaluateExpressionAsync<string>($"document.querySelector({Quoted(selector)})?.innerText ?? ''");

    public Task<T> EvaluateAsync<T>(string expression) => Page.EvaluateExpressionAsync<T>(expression);

    /// <summary>Waits until an expression of the page's is true.</summary>
    public async Task UntilAsync(string condition)
    {
        try
        {
            await Page.WaitForExpressionAsync($"Boolean({condition})", new WaitForFunctionOptions { Timeout = 60_000 });
        }
        catch (WaitTaskTimeoutException)
        {
            Assert.Fail($"It doesn't come true: {condition}. Errors: {string.Join("; ", Errors)}. The page says: {await TextAsync("body")}");
        }
    }

    /// <summary>Waits until an element has this text.</summary>
    public Task UntilTextAsync(string selector, string text) =>
        UntilAsync($"document.querySelector({Quoted(selector)})?.innerText.includes({Quoted(text)})");

    /// <summary>The text as JavaScript has it.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text);

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Errors);
        Assert.All(Requested, url => Assert.True(url.StartsWith(_emulator.Url, StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), url));
        await Page.BrowserContext.CloseAsync();
    }
}
