# Tells whether an organisation's webhooks are as a file declares them, for a pipeline that is to hear of changes made by
# hand. It changes nothing. Its output is the steps that Sync-RicloudWebhookConfig would take, and in GitHub Actions the
# job's summary has them as a table. Exit code 0: all is as declared. 2: there is drift. 1: an error, so nobody can tell.
#
#   ./check-drift.ps1 webhooks.psd1 -Prune    # what isn't declared is drift, too

param(
    [Parameter(Mandatory)] [string] $Path,
    [switch] $Prune,
    [string] $SummaryPath = $env:GITHUB_STEP_SUMMARY
)

$ErrorActionPreference = 'Stop'

if ($SummaryPath) {
    # What can't be written is an error, and no drift.
    Add-Content -LiteralPath $SummaryPath -Value '' -NoNewline
}

$drift = @(Compare-RicloudWebhookConfig -Path $Path -Prune:$Prune)
$drift

if ($SummaryPath) {
    $lines = if ($drift) {
        "## $($drift.Count) differences from $(Split-Path -Leaf $Path)"
        ''
        '| action | subject | url | why |'
        '|---|---|---|---|'
        $drift | ForEach-Object { "| $($_.Action) | $($_.Subject) | $($_.Url -replace '\|', '\|') | $($_.Reason -replace '\|', '\|') |" }
    }
    else {
        "## All webhooks are as $(Split-Path -Leaf $Path) declares them"
    }
    Add-Content -LiteralPath $SummaryPath -Value $lines
}

if ($drift) {
    exit 2
}
