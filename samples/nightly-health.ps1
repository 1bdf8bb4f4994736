# A nightly health check: has invalid webhook configs tested again, writes a summary in Markdown, for a mail, a wiki or a GitHub job
# ($env:GITHUB_STEP_SUMMARY), and ends with an exit code as monitors understand it: 0 all is well, 1 something is degraded or
# silent, 2 something fails, 3 it couldn't be found out.
#
#   ./nightly-health.ps1 -SummaryPath health.md

param([Parameter(Mandatory)] [string] $SummaryPath, [datetime] $Since = [datetime]::Now.AddDays(-1))

$ErrorActionPreference = 'Stop'
trap {
    Write-Warning "The health couldn't be found out: $_"
    exit 3
}

# What can't be written is to be heard of before anything is tested.
Set-Content -LiteralPath $SummaryPath -Value 'The check has begun and not ended.'

$back = @(Get-RicloudWebhookConfig -State invalid | Test-RicloudWebhookConfig -Wait -ThrottleLimit 8 | Where-Object State -eq succeeded)
$health = @(Get-RicloudWebhookHealth -Since $Since -WarningVariable warnings -WarningAction SilentlyContinue)
$counts = $health | Group-Object Status -NoElement | Sort-Object Name | ForEach-Object { "$($_.Count) $($_.Name.ToLowerInvariant())" }

$lines = @(
    "# Webhooks of $((Get-RicloudOrganisation).Name), $([datetime]::UtcNow.ToString('yyyy-MM-dd HH:mm')) UTC"
    ''
    "$($counts -join ', '); $($back.Count) back since the last test."
    $warnings | ForEach-Object { ''; "$_" }
    ''
    '| id | status | url | taken | failed | pending | why |'
    '|---|---|---|---|---|---|---|'
)
$lines += $health | ForEach-Object {
    "| $($_.Id) | $($_.Status) | $($_.Url -replace '\|', '\|') | $($_.Delivered) | $($_.Failed) | $($_.Pending) | $($_.Reason -replace '\|', '\|') |"
}

Set-Content -LiteralPath $SummaryPath -Value $lines
if ($health.Status -contains 'Failing') { exit 2 }
if ($warnings -or $health.Status -contains 'Degraded' -or $health.Status -contains 'Silent') { exit 1 }
exit 0
