using System.Management.Automation;
using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.Paging;
using Ricloud.PowerShell.Completion;
using Ricloud.PowerShell.Parameters;
using Ricloud.PowerShell.Pipeline;

namespace Ricloud.PowerShell.Commands;

/// <summary>Gets webhook configs, by id or as a list, newest first. Deactivated ones are listed only when asked for.</summary>
[Cmdlet(VerbsCommon.Get, "RicloudWebhookConfig", DefaultParameterSetName = "List", SupportsPaging = true)]
[OutputType(typeof(WebhookConfig))]
public sealed class GetRicloudWebhookConfigCommand : RicloudSessionCmdlet
{
    private const string ById = "Id";
    private const string ByList = "List";

    private ListOutput? _list;
    private ConfigWork<WebhookConfig>? _work;

    /// <summary>The configs: ids, or objects that have one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ById)]
    [Identity(ResourceType.WebhookConfig)]
    [ArgumentCompleter(typeof(WebhookConfigIdCompleter))]
    public RicloudIdentity[] Id { get; set; } = [];

    /// <summary>Lists only configs in these states; <c>*</c> for all, the deactivated ones too.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [ValidateSet(ConfigState.New, ConfigState.Valid, ConfigState.Invalid, ConfigState.Deactivated, ListOutput.AnyState)]
    public string[] State { get; set; } = [];

    /// <summary>Lists only configs with one of these addresses, which may have wildcards. All pages are read for it.</summary>
    [Parameter(ParameterSetName = ByList)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(WebhookConfigUrlCompleter))]
    public string[] Url { get; set; } = [];

    /// <summary>Lists only configs created at this moment or later. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Moment]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Lists only configs created at this moment or earlier. A time without a zone is local.</summary>
    [Parameter(ParameterSetName = ByList)]
    [Moment]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Adds the properties IsDefault and UsedByKeys. The organisation and the keys are read for it, once.</summary>
    [Parameter]
    public SwitchParameter IncludeUse { get; set; }

    /// <summary>
    /// How many items to get at once, 1 to 64. Without it, 8 where an array was passed, and one after another where items
    /// are piped. What is written keeps the order of the items.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;

    private ConfigWork<WebhookConfig> Configs => _work ??= new(this, ConfigKind.Webhook, client => client.WebhookConfigs);

    private ListOutput List => _list ??= new ListOutput(this, item => Configs.Shown(item, IncludeUse));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ById)
        {
            List.WriteEach(Id, ThrottleLimit, Configs.GetAsync);
        }
        else
        {
            var urls = Url.Length == 0 ? null : Require(() => TextFilter.OfUrls(Url));
            List.WritePages(ListOutput.Merge(Client.WebhookConfigs.Kind.Paged, States(), Pages), urls is null ? null : config => urls.IsMatch(config.Url));
        }
    }

    /// <summary>The API's own list of all lacks the deactivated ones.</summary>
    private string?[] States() => State.Contains(ListOutput.AnyState) ? new string?[] { null, ConfigState.Deactivated } : State;

    private RicloudPager<WebhookConfig> Pages(string? state) => Client.WebhookConfigs.List(new ConfigFilter
    {
        State = state,
        CreatedAfter = CreatedAfter,
        CreatedBefore = CreatedBefore,
        MaximumCount = Url.Length == 0 ? List.WantedCount : null,
    });
}
