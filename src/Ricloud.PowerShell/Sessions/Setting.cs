namespace Ricloud.PowerShell.Sessions;

/// <summary>A setting and where it was found.</summary>
internal sealed class Setting
{
    public Setting(string value, string source)
    {
        Value = value;
        Source = source;
    }

    public string Value { get; }

    /// <summary>The place, in words that name it to the user: a variable or a file.</summary>
    public string Source { get; }
}
