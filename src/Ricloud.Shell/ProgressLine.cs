using System.Globalization;
using System.Management.Automation;

namespace Ricloud.Shell;

/// <summary>Progress as one line at the bottom of a terminal, gone before anything else is written.</summary>
internal sealed class ProgressLine(ShellConsole console)
{
    private bool _shown;

    public void Show(ProgressRecord record)
    {
        if (!console.ShowsProgress)
        {
            return;
        }

        Clear();
        if (record.RecordType == ProgressRecordType.Completed)
        {
            return;
        }

        string line = Text(record);
        int room = console.Width - 1;
        console.Error.Write(line.Length > room ? line[..room] : line);
        _shown = true;
    }

    public void Clear()
    {
        if (_shown)
        {
            console.Error.Write("\r\u001b[K");
            _shown = false;
        }
    }

    private static string Text(ProgressRecord record)
    {
        string text = $"{record.Activity}: {record.StatusDescription}";
        if (record.PercentComplete >= 0)
        {
            text = string.Create(CultureInfo.InvariantCulture, $"{text} ({record.PercentComplete} %)");
        }

        return string.IsNullOrEmpty(record.CurrentOperation) ? text : $"{text} {record.CurrentOperation}";
    }
}
