using System;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Macro;

/// <summary>One that takes part in a comparison.</summary>
/// <param name="Name">What it is called in the log.</param>
/// <param name="RunAsync">Does the work once and tells how many seconds it took.</param>
internal sealed record Contender(string Name, Func<Task<double>> RunAsync);
