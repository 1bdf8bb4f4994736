# Registers the receivers of a CSV file (a column Url) that aren't registered yet, sixteen at once, and writes what came of each.
# Those that fail their test are there all the same, and are told at the end: hand them their secret, then test them again.
#
#   ./onboard-from-csv.ps1 receivers.csv | Export-Csv onboarded.csv

param([Parameter(Mandatory)] [string] $Path)

$ErrorActionPreference = 'Stop'

$known = @{}
Get-RicloudWebhookConfig | ForEach-Object { $known[$_.Url] = $_.Id }

$made = Import-Csv -LiteralPath $Path |
    Where-Object { -not $known.ContainsKey($_.Url) } |
    New-RicloudWebhookConfig -ThrottleLimit 16 -Wait -ErrorAction Continue

$made | Select-Object Id, Url, State

$failed = @($made | Where-Object State -ne valid)
if ($failed) {
    Write-Warning "$($failed.Count) of $(@($made).Count) receivers failed their first test, as one that doesn't know its secret should. Hand them their secrets, then: Get-RicloudWebhookConfig -State invalid | Test-RicloudWebhookConfig -Wait"
}
