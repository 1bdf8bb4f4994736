using System;
using System.Globalization;

namespace Ricloud.Benchmarks;

/// <summary>What goes on, on standard error: standard output is for results.</summary>
internal static class Log
{
    public static void Write(string line) => Console.Error.WriteLine(line);

    /// <summary>Three digits that count.</summary>
    public static string Number(double value) => value.ToString(value >= 100 ? "#,0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
