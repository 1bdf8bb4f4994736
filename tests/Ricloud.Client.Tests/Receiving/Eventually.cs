using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace Ricloud.Tests.Receiving;

/// <summary>Waits for a condition, with a deadline.</summary>
internal static class Eventually
{
    public static Task Holds(Func<bool> condition, string what) => Holds(() => Task.FromResult(condition()), what);

    public static async Task Holds(Func<Task<bool>> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "In 60 s it didn't come to pass that " + what + ".");
            await Task.Yield();
        }
    }
}
