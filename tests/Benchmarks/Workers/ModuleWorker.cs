using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;
using Ricloud.Host;

namespace Ricloud.Benchmarks.Workers;

/// <summary>The module in the engine that the PowerShell packages bring, as a user's script meets it.</summary>
internal sealed class ModuleWorker : IDisposable
{
    private readonly TextHost _host = new();
    private readonly Runspace _runspace;

    private ModuleWorker(string url)
    {
        _runspace = ModuleState.Open(Repository.ModuleManifest, _host);
        _ = Invoke("param($url) Connect-Ricloud -Token benchmark -Url $url -SkipTokenCheck", url);
    }

    public static async Task<int> RunAsync(Options options)
    {
        using ModuleWorker worker = new(options.Text("--url"));
        return await Worker.RunAsync(words => Task.FromResult(worker.Work(words[0], int.Parse(words[1], CultureInfo.InvariantCulture))));
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _host.Dispose();
    }

    private double[] Work(string what, int count)
    {
        string script = what switch
        {
            "get" => "param($count) $n = 0; 1..$count | Get-RicloudWebhookConfig | ForEach-Object { $n++ }; $n",
            "get-parallel" => "param($count) $n = 0; 1..$count | Get-RicloudWebhookConfig -ThrottleLimit 8 | ForEach-Object { $n++ }; $n",
            "list" => "param($count) $n = 0; Get-RicloudWebhookConfig | ForEach-Object { $n++ }; $n",
            "first" => "param($count) $n = 0; Get-RicloudWebhookConfig -First $count | ForEach-Object { $n++ }; $n",
            "create" => "param($count) $n = 0; 1..$count | ForEach-Object { \"http://127.0.0.1:9/$_\" } | New-RicloudWebhookConfig | ForEach-Object { $n++ }; $n",
            "create-parallel" => "param($count) $n = 0; 1..$count | ForEach-Object { \"http://127.0.0.1:9/$_\" } | New-RicloudWebhookConfig -ThrottleLimit 16 | ForEach-Object { $n++ }; $n",
            _ => throw new InvalidOperationException($"'{what}' is not known."),
        };

        // Looking at memory takes time of its own, which nobody else here spends.
        using MemoryPeak? memory = what is "list" or "create" ? new() : null;
        var clock = Stopwatch.StartNew();
        int got = Convert.ToInt32(Invoke(script, count).Single().BaseObject, CultureInfo.InvariantCulture);
        double seconds = clock.Elapsed.TotalSeconds;
        return got == count ? [seconds, memory?.GrowthInMiB ?? 0] : throw new InvalidOperationException($"{got} came instead of {count}.");
    }

    private System.Collections.ObjectModel.Collection<PSObject> Invoke(string script, object argument)
    {
        using var ps = PowerShell.Create(_runspace);
        var output = ps.AddScript(script).AddArgument(argument).Invoke();
        return ps.HadErrors ? throw new InvalidOperationException("It failed: " + ps.Streams.Error.FirstOrDefault()) : output;
    }
}
