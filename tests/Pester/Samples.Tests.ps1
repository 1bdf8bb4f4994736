Describe 'samples/<_>.ps1' -ForEach 'quickstart', 'rehearse-faults' {
    BeforeAll { . $PSScriptRoot/Setup.ps1 }

    It 'runs unchanged in a real pwsh' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $shown = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "
            `$env:RICLOUD_EMULATOR = '$root/out/emulator'; Import-Module '$modulePath'; & '$root/samples/$_.ps1'; exit `$LASTEXITCODE"
        $LASTEXITCODE | Should -Be 0 -Because ($shown | Out-String)
    }
}

Describe 'samples for operations' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $emulator = Start-TestEmulator
    }

    AfterAll { $emulator | Stop-RicloudEmulator }

    It 'onboards what a CSV file names, once' {
        $file = Join-Path $TestDrive receivers.csv
        "Url", (Get-Receiver a), (Get-Receiver b), 'http://127.0.0.1:9/nobody' | Set-Content $file
        $first = @(& "$root/samples/onboard-from-csv.ps1" $file -WarningVariable warnings 3>$null)
        $first.State | Should -Be valid, valid, invalid
        "$warnings" | Should -Match '^1 of 3'
        & "$root/samples/onboard-from-csv.ps1" $file | Should -BeNullOrEmpty
    }

    It 'writes the nightly summary, and fails while something is invalid' {
        $summary = Join-Path $TestDrive health.md
        { & "$root/samples/nightly-health.ps1" -SummaryPath $summary } | Should -Throw '1 webhook configs are invalid*'
        Get-Content -Raw $summary | Should -Match '(?s)^# Webhooks of .*2 valid, 1 invalid, 0 back.*\| invalid \| http://127.0.0.1:9/nobody \| connection-refused \|'
        Get-RicloudWebhookConfig -State invalid | Set-RicloudWebhookConfig -Url (Get-Receiver c) -Wait | Out-Null
        & "$root/samples/nightly-health.ps1" -SummaryPath $summary
        Get-Content -Raw $summary | Should -Match '3 valid, 0 invalid'
    }

    It 'connects with a SecureString from a vault' {
        function Get-Secret($Name) { [System.Net.NetworkCredential]::new('', $emulator.Token).SecurePassword }
        $env:RICLOUD_URL = $emulator.Url
        try { (& "$root/samples/connect-from-vault.ps1").Url | Should -Be $emulator.Url.TrimEnd('/') }
        finally { Remove-Item Env:RICLOUD_URL }
    }
}
