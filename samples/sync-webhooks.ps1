# Holds an organisation's webhooks in the state that a file declares: for a pipeline that runs whenever the file changes,
# and for a schedule that brings back what was changed by hand. Fails unless all is as declared in the end.
#
# -Check changes nothing and fails when there is drift.

param(
    [string] $Path = "$PSScriptRoot/desired-state.psd1",
    [switch] $Prune,
    [switch] $Check
)

$ErrorActionPreference = 'Stop'

if (-not $Check) {
    Sync-RicloudWebhookConfig -Path $Path -Prune:$Prune -PassThru
}

$drift = @(Compare-RicloudWebhookConfig -Path $Path -Prune:$Prune)
if ($drift) {
    throw "The webhooks differ from ${Path}:`n" + (@($drift | ForEach-Object { "$($_.Action) $($_.Subject) $($_.Url)" }) -join "`n")
}
