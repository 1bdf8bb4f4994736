# Registers the receivers of a CSV file (a column Url) that aren't registered yet, sixteen at once, and writes what came of each.
# Those that fail their test are there all the same, and are told at the end: hand them their secret, then test them again.
#
#   ./onboard-from-csv.ps1 receivers.csv | Export-Csv onboarded.csv

param([Parameter(Mandatory)] [string] $Path)

$ErrorActionPreference = 'Stop'

# The API tells addresses apart to the letter, and so does this set.
$known = [System.Collections.Generic.HashSet[string]]::new()
Get-RicloudWebhookConfig | ForEach-Object { $null = $known.Add($_.Url) }

$made = Import-Csv -LiteralPath $Path |
    Where-Object { $_.Url -and $known.Add($_.Url) } |
    New-RicloudWebhookConfig -ThrottleLimit 16 -Wait -ErrorAction Continue

$made | Select-Object Id, Url, State

$failed = @($made | Where-Object State -ne valid)
if ($failed) {
    Write-Warning "$($failed.Count) of $(@($made).Count) receivers failed their first test, as one that doesn't know its secret should. Hand them their secrets, then: Get-RicloudWebhookConfig -State invalid | Test-RicloudWebhookConfig -Wait"
}
