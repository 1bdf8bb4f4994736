using System;
using System.Collections.Generic;

namespace Ricloud.Build.Help;

/// <summary>One example of a page: the words before it, the commands, what they really print, the words after.</summary>
internal sealed record HelpExample(string Title, string Before, string Code, string Output, string After, bool IsRun)
{
    /// <summary>A block marked so is shown and not run, because it needs what no test has: a vault, a live account.</summary>
    private const string NotRun = "powershell-not-run";

    public static HelpExample Read(string title, IReadOnlyList<string> lines)
    {
        List<string> before = [];
        List<string> code = [];
        List<string> output = [];
        List<string> after = [];
        bool isRun = true;
        string? fence = null;
        foreach (string line in lines)
        {
            string? open = fence;
            fence = MarkdownFence.After(line, fence);
            if (fence is null)
            {
                (code.Count == 0 ? before : after).Add(line);
            }
            else if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                (open == "output" ? output : code).Add(line);
                isRun &= open != NotRun;
            }
        }

        return new HelpExample(title, Join(before), string.Join('\n', code), string.Join('\n', output), Join(after), isRun);
    }

    public IEnumerable<string> Render()
    {
        yield return "### " + Title;
        if (Before.Length > 0)
        {
            yield return Before;
        }

        yield return $"```{(IsRun ? "powershell" : NotRun)}\n{Code}\n```";
        if (Output.Length > 0)
        {
            yield return $"```output\n{Output}\n```";
        }

        if (After.Length > 0)
        {
            yield return After;
        }
    }

    private static string Join(IEnumerable<string> lines) => string.Join("\n\n", HelpPage.Split(lines));
}
