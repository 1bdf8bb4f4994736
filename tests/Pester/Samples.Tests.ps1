Describe 'samples/<_>.ps1' -ForEach 'quickstart', 'rehearse-faults' {
    BeforeAll { . $PSScriptRoot/Setup.ps1 }

    It 'runs unchanged in a real pwsh' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $shown = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "
            `$env:RICLOUD_EMULATOR = '$root/out/emulator'; Import-Module '$modulePath'; & '$root/samples/$_.ps1'; exit `$LASTEXITCODE"
        $LASTEXITCODE | Should -Be 0 -Because ($shown | Out-String)
    }
}
