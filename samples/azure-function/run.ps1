# An Azure Function that receives events: https://<app>.azurewebsites.net/api/ricloud is the webhook config's address.
#
# Put this folder into a PowerShell function app, and the module into the app's folder Modules: in a clone ./build.ps1 Package
# makes it in out/package/Ricloud. Set the app setting RICLOUD_SECRET, a Key Vault reference best. While a secret is being
# replaced, set it to both, with a comma between them.

param($Request)

$received = $null
try {
    $received = $Request | ConvertFrom-RicloudWebhook -Secret $env:RICLOUD_SECRET -ErrorAction Stop
}
catch {
    $reason = $_
}

if (-not $received) {
    # A forged request ends here. Its sender is told nothing but no; the reason is for the log.
    Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = 401 })
    Write-Warning "Refused: $reason"
    return
}

# The API delivers an event again when it hears no 2xx in time, so handle each id once, and answer 200 only when it is safe:
# after a write to a queue or a table, say.
Write-Information "$($received.Id): $($received.Type).$($received.Action)"

Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = 200 })
