# A tour of the module on a local emulator of the API: nothing leaves this machine.
# It runs in any PowerShell with the Ricloud module imported. Out-Default shows each answer in a table of its own. It ends
# with an error if anything isn't as it should be.

$ErrorActionPreference = 'Stop'

function Confirm-That($Condition, $Claim) {
    if (-not $Condition) {
        throw "Not as expected: $Claim"
    }
}

$emulator = Start-RicloudEmulator -Connect
try {
    'Connected to an emulator of the API:' | Out-Default
    Get-RicloudSession | Out-Default

    # The emulator has receivers of its own to try things with. Nobody listens at the other address.
    $live = New-RicloudWebhookConfig -Url "$($emulator.Url)/_emulator/receiver/quickstart" -Wait
    $dead = New-RicloudWebhookConfig -Url 'http://127.0.0.1:9/nobody-listens-here' -Wait

    'Each config was tested as soon as it was made:' | Out-Default
    Get-RicloudWebhookConfig | Out-Default
    Confirm-That ($live.State -eq 'valid') 'the live receiver passes its test'
    Confirm-That ($dead.State -eq 'invalid') 'the dead address fails its test'

    'Why the dead one failed:' | Out-Default
    $failed = Get-RicloudWebhookConfig -State invalid | Test-RicloudWebhookConfig -Wait
    $failed | Out-Default
    Confirm-That ($failed.State -eq 'failed' -and $failed.Target -eq $dead.Id) 'the test of the dead address is a failed task'

    'Given an address where somebody listens, it passes:' | Out-Default
    $fixed = $dead | Set-RicloudWebhookConfig -Url "$($emulator.Url)/_emulator/receiver/repaired" -Wait
    $fixed | Out-Default
    Confirm-That ($fixed.State -eq 'valid') 'the repaired config passes its test'

    'Switched off, it is hidden from the list ...' | Out-Default
    $null = $fixed | Set-RicloudWebhookConfig -State deactivated
    $listed = @(Get-RicloudWebhookConfig)
    $listed | Out-Default
    Confirm-That ($listed.Count -eq 1 -and $listed[0].Id -eq $live.Id) 'a deactivated config is hidden'

    '... until it is asked for:' | Out-Default
    $deactivated = @(Get-RicloudWebhookConfig -State deactivated)
    $deactivated | Out-Default
    Confirm-That ($deactivated.Count -eq 1 -and $deactivated[0].Id -eq $fixed.Id) 'a deactivated config is listed when asked for'
}
finally {
    Disconnect-Ricloud
    $emulator | Stop-RicloudEmulator
}
