namespace Ricloud.PowerShell.Sessions;

/// <summary>A setting and where it was found.</summary>
internal sealed class Setting(string value, string source)
{
    public string Value { get; } = value;

    /// <summary>The place, in words that name it to the user: a variable or a file.</summary>
    public string Source { get; } = source;
}
