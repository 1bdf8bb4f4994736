# A nightly health check: has invalid webhook configs tested again and writes a summary in Markdown, for a mail, a wiki or a
# GitHub job ($env:GITHUB_STEP_SUMMARY). Fails when a config is invalid for good.
#
#   ./nightly-health.ps1 -SummaryPath health.md

param([Parameter(Mandatory)] [string] $SummaryPath)

$ErrorActionPreference = 'Stop'

# What can't be written is to be heard of before anything is tested.
Set-Content -LiteralPath $SummaryPath -Value 'The check has begun and not ended.'

$tests = @(Get-RicloudWebhookConfig -State invalid | Test-RicloudWebhookConfig -Wait -ThrottleLimit 8)
$configs = @(Get-RicloudWebhookConfig)
$invalid = @($configs | Where-Object State -eq invalid)

$lines = @(
    "# Webhooks of $((Get-RicloudOrganisation).Name), $([datetime]::UtcNow.ToString('yyyy-MM-dd HH:mm')) UTC"
    ''
    "$(@($configs | Where-Object State -eq valid).Count) valid, $($invalid.Count) invalid, $(@($tests | Where-Object State -eq succeeded).Count) back since the last test."
    ''
    '| id | state | url | why |'
    '|---|---|---|---|'
)
$lines += $configs | ForEach-Object {
    $config = $_
    $why = $tests | Where-Object Target -eq $config.Id | ForEach-Object Error
    "| $($config.Id) | $($config.State) | $($config.Url -replace '\|', '\|') | $why |"
}

Set-Content -LiteralPath $SummaryPath -Value $lines
if ($invalid) {
    throw "$($invalid.Count) webhook configs are invalid; $SummaryPath names them."
}
