using System.Management.Automation;
using Ricloud.Http;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;
using Ricloud.PowerShell.Views;

namespace Ricloud.PowerShell.Commands;

/// <summary>Sends any request to the API and writes the answer as objects. Secrets in the answer are hidden until asked for.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "RicloudApi", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
public sealed class InvokeRicloudApiCommand : RicloudSessionCmdlet
{
    private const string Get = "GET";

    /// <summary>The path below the session's address, with its query, such as <c>/tasks?state=failed</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiPathCompleter))]
    public string Path { get; set; } = string.Empty;

    /// <summary>The HTTP method. GET by default.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")]
    public string Method { get; set; } = Get;

    /// <summary>The body: text is sent as it is; hashtables, objects and arrays are sent as JSON.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Body { get; set; }

    /// <summary>Reads all pages of a list and writes its items instead of the list.</summary>
    [Parameter]
    public SwitchParameter Paginate { get; set; }

    private bool IsReading => Method.ToUpperInvariant() is Get or "HEAD";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Paginate && (!IsReading || IsBound(nameof(Body))))
        {
            ThrowTerminatingError(RicloudError.RequestRefused.ToRecord(Path, Path, Texts.PaginateNeedsGet));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsReading || ShouldProcess(Path, Texts.ActionSend(Method.ToUpperInvariant())))
        {
            RefuseArguments(Paginate ? () => Attempt(Path, WritePages) : () => Attempt(Path, SendRequest));
        }
    }

    private void SendRequest()
    {
        var request = Request();
        if (IsReading)
        {
            Read(Path, context => context.Client.SendAsync(request, context.Reading), WriteAnswer);
        }
        else
        {
            Change(Path, context => context.Client.SendAsync(request, context.Changing), WriteAnswer);
        }
    }

    private void WriteAnswer(RicloudResponse answer)
    {
        if (answer.Value is not null)
        {
            WriteObject(PlainOutput.Of(answer.Value), true);
        }
    }

    private void WritePages()
    {
        var list = new RawList(Client, Path);
        while (Await(list.NextAsync) is { } page)
        {
            foreach (var item in page)
            {
                WriteObject(PlainOutput.Of(item));
            }
        }
    }

    private RicloudRequest Request()
    {
        // Only a text of PowerShell's is JSON already; one out of a JSON library is a value like any.
        var body = (Body as PSObject)?.BaseObject ?? Body;
        return new RicloudRequest
        {
            Method = Method.ToUpperInvariant(),
            Path = Path,
            JsonBody = body is string { Length: > 0 } json ? json : null,
            Body = body is null or string ? null : PlainBody.Of(Body),
        };
    }

    /// <summary>The client refuses what it won't send before it sends anything.</summary>
    private void RefuseArguments(Action work)
    {
        try
        {
            work();
        }
        catch (ArgumentException e)
        {
            WriteError(RicloudError.RequestRefused.Wrap(e, Path, Path, ArgumentText.Of(e)));
        }
    }
}
