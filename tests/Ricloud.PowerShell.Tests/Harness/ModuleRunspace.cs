using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Ricloud.Host;

namespace Ricloud.Tests.Harness;

/// <summary>A runspace of its own with the built module imported, in a host that keeps what is shown.</summary>
internal sealed class ModuleRunspace : IDisposable
{
    private readonly TextHost _host;

    /// <param name="input">The answers to prompts, line by line.</param>
    public ModuleRunspace(string input = "")
    {
        _host = new TextHost(input);
        Runspace = ModuleState.Open(RepositoryFolders.ModuleManifest, _host);
    }

    public Runspace Runspace { get; }

    /// <summary>Gets what was written to the host so far: prompts, and the text of streams that are shown.</summary>
    public string HostText => _host.Text;

    /// <summary>Runs a script to its end in a fresh runspace.</summary>
    public static PipelineRun RunOnce(string script, IReadOnlyDictionary<string, object?>? variables = null)
    {
        using var module = new ModuleRunspace();
        return module.Run(script, variables);
    }

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">The script.</param>
    /// <param name="variables">Variables to set before it, by name.</param>
    public PipelineRun Run(string script, IReadOnlyDictionary<string, object?>? variables = null) =>
        Start(script, variables).Wait();

    /// <summary>Starts a script; the run can be stopped as Ctrl+C does.</summary>
    /// <param name="script">The script.</param>
    /// <param name="variables">Variables to set before it, by name.</param>
    public PipelineRun Start(string script, IReadOnlyDictionary<string, object?>? variables = null)
    {
        foreach ((string name, object? value) in variables ?? new Dictionary<string, object?>())
        {
            Runspace.SessionStateProxy.SetVariable(name, value);
        }

        var ps = PowerShell.Create(Runspace);
        ps.AddScript(script);
        return new PipelineRun(ps);
    }

    /// <summary>Gives the text that these objects are shown as, by the module's views.</summary>
    public string Render(IEnumerable<PSObject> objects, int width = 120)
    {
        _host.Clear();
        _host.Columns = width;
        using var ps = PowerShell.Create(Runspace);
        ps.AddCommand("Out-Default").Invoke(objects);
        string text = _host.Text;
        _host.Clear();
        return text;
    }

    public void Dispose()
    {
        Runspace.Dispose();
        _host.Dispose();
    }
}
