using System;

namespace Ricloud.Build.Help;

/// <summary>Whether a line of Markdown stands inside a fenced block.</summary>
internal static class MarkdownFence
{
    /// <summary>The fence that is open after this line; a closing line still counts as inside.</summary>
    public static string? After(string line, string? open)
    {
        if (open == Closing)
        {
            open = null;
        }

        if (!line.StartsWith("```", StringComparison.Ordinal))
        {
            return open;
        }

        return open is null ? line[3..] : Closing;
    }

    private const string Closing = "```";
}
