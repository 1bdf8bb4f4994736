# Registers the receivers of a CSV file (a column Url) that aren't registered yet, sixteen at once, and writes what came of each.
# Those that fail their test are there all the same, and are told at the end: hand them their secret, then test them again.
# Fields are separated by commas, semicolons, tabs or bars, as the line of names has them. A file without what is needed is
# an error, and nothing is made.
#
#   ./onboard-from-csv.ps1 receivers.csv | Export-Csv onboarded.csv

param([Parameter(Mandatory)] [string] $Path)

$ErrorActionPreference = 'Stop'

# Excel may begin with the separator, and Windows PowerShell's Export-Csv with a type.
$text = "$(Get-Content -LiteralPath $Path -Raw)".TrimStart() -replace '^"?#TYPE .*\n'
$separator = if ($text -match '^"?sep=(.)"?\s*\n') { $Matches[1]; $text = $text.Substring($Matches[0].Length) }
$names = ($text -split '\r?\n')[0]
if (-not $separator) {
    $separator = ',', ';', "`t", '|' | Where-Object { $names.Split($_).Trim(' ', '"') -contains 'Url' } | Select-Object -First 1
}

$rows = @(if ($separator) { $text | ConvertFrom-Csv -Delimiter $separator | Where-Object { "$($_.PSObject.Properties.Value)".Trim() } })
$column = @($rows | Select-Object -First 1 | ForEach-Object { $_.PSObject.Properties.Name } | Where-Object { $_.Trim() -eq 'Url' })
if ($column.Count -ne 1) {
    throw "'$Path' has no column Url with rows below it. Its first line is: '$names'"
}

$urls = @($rows | ForEach-Object { "$($_.($column[0]))".Trim() })
$bad = @($urls | Where-Object { -not ($_ -as [uri]).IsAbsoluteUri -or ($_ -as [uri]).Scheme -notin 'http', 'https' } | Select-Object -First 20)
if ($bad.Count) {
    throw "'$Path' has rows whose Url is no http or https address: '$($bad -join "', '")'."
}

# The API tells addresses apart to the letter, and so does this set.
$known = [System.Collections.Generic.HashSet[string]]::new()
Get-RicloudWebhookConfig | ForEach-Object { $null = $known.Add($_.Url) }

$made = @($urls | Where-Object { $known.Add($_) } |
        New-RicloudWebhookConfig -ThrottleLimit 16 -Wait -ErrorAction Continue -ErrorVariable refused)

$made | Select-Object Id, Url, State

$failed = @($made | Where-Object State -ne valid)
if ($failed) {
    Write-Warning "$($failed.Count) of $($made.Count) receivers failed their first test, as one that doesn't know its secret should. Hand them their secrets, then: Get-RicloudWebhookConfig -State invalid | Test-RicloudWebhookConfig -Wait"
}

if ($refused) {
    throw "$($refused.Count) of the receivers couldn't be registered. Run this again: it goes on with those."
}
