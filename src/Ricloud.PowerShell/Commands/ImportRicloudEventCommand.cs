using System.IO;
using System.Management.Automation;
using Ricloud.Errors;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Pipeline;
using Ricloud.Receiving;

namespace Ricloud.PowerShell.Commands;

/// <summary>Reads the events that <c>Receive-RicloudEvent -OutFile</c> kept in a file.</summary>
[Cmdlet(VerbsData.Import, "RicloudEvent", DefaultParameterSetName = ByPath)]
[OutputType(typeof(ReceivedEvent), typeof(RicloudEvent))]
public sealed class ImportRicloudEventCommand : RicloudCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, exactly as they are written.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in ParameterSetName == ByPath ? Path : LiteralPath)
        {
            Attempt(path, () =>
            {
                foreach (var file in InputFiles.Find(this, path, ParameterSetName == ByLiteralPath, RicloudError.FileUnreadable))
                {
                    Import(file);
                }
            });
        }
    }

    private void Import(string file)
    {
        try
        {
            var unreadable = 0;
            EventFileLine? last = null;
            foreach (var line in new EventFileReader(file).Read())
            {
                StopToken.ThrowIfCancellationRequested();
                if (line.Event is not null || line.IsTorn || ++unreadable <= ProblemList.Most)
                {
                    WriteLine(file, line);
                }
                else
                {
                    last = line;
                }
            }

            if (last is not null)
            {
                WriteError(RicloudError.LinesUnreadable.ToRecord(file, unreadable - ProblemList.Most, file, last.Number));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RicloudCommandException(RicloudError.FileUnreadable.Wrap(e, file, file, e.Message));
        }
    }

    private void WriteLine(string file, EventFileLine line)
    {
        if (line.Event is { } occurrence)
        {
            WriteObject(occurrence);
        }
        else if (line.IsTorn)
        {
            WriteWarning(Texts.TornLine(file, line.Number));
        }
        else
        {
            WriteError(RicloudError.LineUnreadable.ToRecord(file, line.Number, file, line.Problem));
        }
    }
}
