using System.Management.Automation;

namespace Ricloud.PowerShell.Views;

/// <summary>The colours of states in views: <c>$PSStyle</c>'s own, which PowerShell has since 7.2.</summary>
internal static class StateColours
{
    private static readonly Dictionary<string, string> Names = new[]
    {
        ("Green", "valid active succeeded delivered done made true sent healthy"),
        ("Yellow", "new pending processing suspended unconfigured planned held indoubt degraded silent"),
        ("Red", "invalid failed blocked expired malformed mismatch tooold fromfuture false refused nowhere failing"),
        ("BrightBlack", "deactivated declined unused"),
    }.SelectMany(pair => pair.Item2.Split(' '), (pair, state) => (pair.Item1, state)).ToDictionary(pair => pair.state, pair => pair.Item1, StringComparer.OrdinalIgnoreCase);

    private static readonly Func<object>? Style = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle")?
        .GetProperty("Instance")?.GetGetMethod()?.CreateDelegate(typeof(Func<object>)) as Func<object>;

    /// <summary>Puts a state into its colour.</summary>
    /// <param name="value">A state, a verdict or a truth.</param>
    /// <returns>Text; <see langword="null"/> for anything that is no state.</returns>
    public static string? Of(object? value)
    {
        if (value is not (string or bool or Enum) || !Names.TryGetValue(value.ToString(), out var name))
        {
            return null;
        }

        return Style is null ? value.ToString() : Part(Part(Style(), "Foreground"), name) + value.ToString() + Part(Style(), "Reset");
    }

    private static object? Part(object? style, string name) => style is null ? null : PSObject.AsPSObject(style).Properties[name]?.Value;
}
