# A rehearsal of a bad network on a local emulator of the API: nothing leaves this machine. The emulator is told which
# requests to fail and how, a pipeline runs into it, and the emulator's own list shows what really arrived.
# It runs in any PowerShell with the Ricloud module imported. It ends with an error if anything isn't as it should be.
# docs/emulator.md has all the kinds of faults there are.

$ErrorActionPreference = 'Stop'

function Confirm-That($Condition, $Claim) {
    if (-not $Condition) {
        throw "Not as expected: $Claim"
    }
}

$emulator = Start-RicloudEmulator -Connect -Fault @(
    # The first create is carried out, and then the connection is cut: its caller can't know.
    @{ kind = 'drop'; when = 'after'; method = 'POST'; path = '/configs/webhook'; nth = 1 }
    # The first look at a single config is refused for a moment, the second is cut in the middle of its answer.
    @{ kind = 'status'; status = 503; retry_after = 1; method = 'GET'; path = '/configs/webhook/*'; nth = 1 }
    @{ kind = 'truncate'; method = 'GET'; path = '/configs/webhook/*'; nth = 2 }
)
try {
    'A config whose first answer was lost:' | Out-Default
    $config = New-RicloudWebhookConfig -Url "$($emulator.Url)/_emulator/receiver/rehearsal"
    $config | Out-Default
    $made = @(Get-RicloudWebhookConfig)
    Confirm-That ($made.Count -eq 1 -and $made[0].Id -eq $config.Id) 'one lost answer makes one config, and it is the one returned'

    'Read again, past a 503 and an answer that was cut short:' | Out-Default
    $read = Get-RicloudWebhookConfig $config.Id
    $read | Out-Default
    Confirm-That ($read.Id -eq $config.Id) 'the config is read after all'

    'What the emulator saw of it:' | Out-Default
    $reads = @((Invoke-RicloudApi "/_emulator/requests?path=/configs/webhook/$($config.Id)").data)
    $reads | ForEach-Object { '{0} {1}: {2} {3} {4}' -f $_.method, $_.path, $_.outcome, $_.status, $_.fault } | Out-Default
    Confirm-That (($reads.outcome -join ' ') -eq 'answered cut answered') 'three requests: refused, cut, answered'

    'A rule added meanwhile: the API goes away for good, and the command says so.' | Out-Default
    $null = Invoke-RicloudApi /_emulator/faults -Method DELETE
    $null = Invoke-RicloudApi /_emulator/faults -Method POST -Body @{ kind = 'drop'; path = '/organisation' }
    Get-RicloudOrganisation -ErrorAction SilentlyContinue -ErrorVariable failure
    Confirm-That ($failure[0].FullyQualifiedErrorId -like 'Connection,*') 'a connection that is always cut is a Connection error'
    "$($failure[0])" | Out-Default

    'How often each rule fired:' | Out-Default
    (Invoke-RicloudApi /_emulator/faults).data |
        ForEach-Object { '{0} {1}: {2} of {3} requests' -f $_.kind, $_.path, $_.fired, $_.seen } | Out-Default
}
finally {
    Disconnect-Ricloud
    $emulator | Stop-RicloudEmulator
}
