using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Ricloud.Benchmarks.Processes;

/// <summary>Who on this machine can be compared with. Nothing is installed.</summary>
internal sealed class Peers
{
    /// <summary>The environment variable with the folder of the vendor's Python client.</summary>
    public const string VendorVariable = "RICLOUD_PYTHON_CLIENT";

    /// <summary>The path of a real PowerShell; null when there is none.</summary>
    public string? Pwsh { get; } = Find("pwsh");

    /// <summary>The vendor's client; null when it or what it needs isn't there.</summary>
    public string? VendorClient { get; } = Vendor();

    public string Python { get; } = Find("python3") ?? Find("python") ?? "python3";

    public Child StartScript(string script, params string[] arguments) => Path.GetExtension(script) == ".py"
        ? Child.Start(script, Python, [Script(script), .. arguments], ("PYTHONPATH", VendorClient!))
        : Child.Start(script, Pwsh!, ["-NoProfile", "-NonInteractive", "-File", Script(script), .. arguments]);

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Scripts", name);

    private static string? Vendor()
    {
        if (Environment.GetEnvironmentVariable(VendorVariable) is not { Length: > 0 } folder || (Find("python3") ?? Find("python")) is not { } python)
        {
            return null;
        }

        ProcessStartInfo start = new(python, ["-c", "import ricloud, flask"]) { RedirectStandardError = true };
        start.Environment["PYTHONPATH"] = folder;
        using Process process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? folder : null;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
            .FirstOrDefault(File.Exists);
}
