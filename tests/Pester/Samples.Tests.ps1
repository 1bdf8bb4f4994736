Describe 'samples/<_>.ps1' -ForEach 'quickstart', 'rehearse-faults' {
    BeforeAll { . $PSScriptRoot/Setup.ps1 }

    It 'runs unchanged in a real pwsh' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $shown = Invoke-Shell -Command "
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
        'Url,Owner', (Get-Receiver a), "$(Get-Receiver b),me", (Get-Receiver a), ',', 'http://127.0.0.1:9/nobody' | Set-Content $file
        $first = @(& "$root/samples/onboard-from-csv.ps1" $file -WarningVariable warnings 3>$null)
        $first.State | Should -Be valid, valid, invalid
        "$warnings" | Should -Match '^1 of 3'
        & "$root/samples/onboard-from-csv.ps1" $file | Should -BeNullOrEmpty
        'Url', (Get-Receiver A) | Set-Content $file
        $other = & "$root/samples/onboard-from-csv.ps1" $file
        $other.Url | Should -BeExactly (Get-Receiver A)
        Remove-RicloudWebhookConfig $other.Id -Force
    }

    It 'reads a CSV file however its fields are separated' -ForEach @(
        @{ Name = 'semicolons'; Lines = 'Url;Name', '{0};me', ';' }
        @{ Name = 'tabs'; Lines = "Name`tUrl", "me`t{0}" }
        @{ Name = 'bars and quotes'; Lines = '"Name"|"Url"', '"a|b"|"{0}"' }
        @{ Name = 'as Excel names it'; Lines = 'sep=;', 'Name;Url', 'me;{0}' }
        @{ Name = 'a type, a line break in a field'; Lines = '#TYPE Some.Type', 'Note,URL', "`"two`nlines, or more`", {0} " }
    ) {
        $file = Join-Path $TestDrive separated.csv
        $url = Get-Receiver $([guid]::NewGuid())
        $Lines | ForEach-Object { $_ -f $url } | Set-Content $file
        $made = & "$root/samples/onboard-from-csv.ps1" $file
        $made.Url | Should -Be $url
        Remove-RicloudWebhookConfig $made.Id -Force
    }

    It 'takes <Name> for an error, and makes nothing' -ForEach @(
        @{ Name = 'an empty file'; Text = '' }
        @{ Name = 'white space'; Text = "`n `n" }
        @{ Name = 'names alone'; Text = 'Url,Owner' }
        @{ Name = 'names and empty rows'; Text = "Url;Owner`n;`n" }
        @{ Name = 'a missing column'; Text = "Name,Owner`nhttp://127.0.0.1:9/a,me" }
        @{ Name = 'addresses without a name'; Text = "http://127.0.0.1:9/a`nhttp://127.0.0.1:9/b" }
        @{ Name = 'another separator'; Text = "Url:Name`nhttp://127.0.0.1:9/a:me" }
        @{ Name = 'a row without its address'; Text = "Url,Name`nhttp://127.0.0.1:9/a,me`n,you" }
        @{ Name = 'a row with no address of a receiver'; Text = "Url`nhttp://127.0.0.1:9/a`nftp://127.0.0.1/b" }
        @{ Name = 'two columns Url'; Text = "Url,Url`nhttp://127.0.0.1:9/a,http://127.0.0.1:9/b" }
        @{ Name = 'a wrong sep='; Text = "sep=,`nUrl;Name`nhttp://127.0.0.1:9/a;me" }
    ) {
        $file = Join-Path $TestDrive wrong.csv
        Set-Content $file $Text -NoNewline
        $before = @(Get-RicloudWebhookConfig).Count
        { & "$root/samples/onboard-from-csv.ps1" $file } | Should -Throw
        @(Get-RicloudWebhookConfig).Count | Should -Be $before
    }

    It 'takes a file that is not there, or that is a folder, for an error in <_>' -ForEach 'onboard-from-csv', 'check-drift', 'sync-webhooks' {
        { & "$root/samples/$_.ps1" -Path (Join-Path $TestDrive none.csv) } | Should -Throw
        { & "$root/samples/$_.ps1" -Path "$TestDrive" } | Should -Throw
    }

    It 'takes a declaration without what is needed for an error, and changes nothing' -ForEach @(
        @{ Extension = 'csv'; Texts = '', 'Url', "Url`n`n", "Name,State`na,valid", "Url;Name`nhttp://127.0.0.1:9/a;me" }
        @{ Extension = 'psd1'; Texts = '', '@{}', '@{ WebhookConfigs = @() }', "@{ Webhooks = 'http://127.0.0.1:9/a' }", '@{ WebhookConfigs = @{ Name = 1 } }' }
        @{ Extension = 'json'; Texts = '', '{}', '[]', 'null', '{"WebhookConfigs":[{"State":"valid"}]}' }
        @{ Extension = 'txt'; Texts = , 'http://127.0.0.1:9/a' }
    ) {
        $file = Join-Path $TestDrive "wrong.$Extension"
        $before = Get-RicloudWebhookConfig -State * | ForEach-Object { "$($_.Id) $($_.State)" }
        foreach ($text in $Texts) {
            Set-Content $file $text -NoNewline
            { & "$root/samples/sync-webhooks.ps1" -Path $file -Prune } | Should -Throw -Because $text
            { & "$root/samples/sync-webhooks.ps1" -Path $file -Prune -Check } | Should -Throw -Because $text
            { & "$root/samples/check-drift.ps1" -Path $file -Prune -SummaryPath $null } | Should -Throw -Because $text
        }

        Get-RicloudWebhookConfig -State * | ForEach-Object { "$($_.Id) $($_.State)" } | Should -Be $before
    }

    It 'says at once when the summary can''t be written' {
        & "$root/samples/nightly-health.ps1" -SummaryPath (Join-Path $TestDrive none/health.md) 3>$null
        $LASTEXITCODE | Should -Be 3
        { & "$root/samples/check-drift.ps1" -Path "$root/samples/desired-state.psd1" -SummaryPath (Join-Path $TestDrive none/drift.md) } | Should -Throw
    }

    It 'holds what samples/desired-state.psd1 declares, with the emulator that it names' {
        $own = Start-RicloudEmulator 8650 -Path (Join-Path $root out/emulator) -Connect
        try {
            & "$root/samples/sync-webhooks.ps1" | ForEach-Object Action | Should -Be create, create, repoint, repoint
            & "$root/samples/check-drift.ps1" "$root/samples/desired-state.psd1" -SummaryPath $null | Should -BeNullOrEmpty
        }
        finally {
            $own | Stop-RicloudEmulator
            $null = Connect-Ricloud -Url $emulator.Url -Token $emulator.Token
        }
    }

    It 'writes the nightly summary, and says by its exit code how bad it is' {
        $summary = Join-Path $TestDrive health.md
        $dead = Get-RicloudWebhookConfig -State invalid
        $null = Set-RicloudOrganisation $dead
        & "$root/samples/nightly-health.ps1" -SummaryPath $summary
        $LASTEXITCODE | Should -Be 2
        Get-Content -Raw $summary | Should -Match '(?s)^# Webhooks of .*1 failing, 2 unused; 0 back.*\| Failing \| http://127.0.0.1:9/nobody \| \d+ \| \d+ \| \d+ \| Its last test failed \(connection-refused\)'
        $null = $dead | Set-RicloudWebhookConfig -Url (Get-Receiver c) -Force -Wait -WarningAction SilentlyContinue
        & "$root/samples/nightly-health.ps1" -SummaryPath $summary -Since ([datetime]::Now.AddHours(1))
        $LASTEXITCODE | Should -Be 0
        Get-Content -Raw $summary | Should -Match '1 healthy, 2 unused; 0 back'
        $null = Set-RicloudOrganisation -NoDefaultWebhookConfig
    }

    It 'keeps a table whole when a URL has a bar in it' {
        $summary = Join-Path $TestDrive bar.md
        $barred = New-RicloudWebhookConfig "$(Get-Receiver d)?a|b" -Wait
        & "$root/samples/nightly-health.ps1" -SummaryPath $summary
        Get-Content -Raw $summary | Should -Match ([regex]::Escape('?a\|b |'))
        $barred | Remove-RicloudWebhookConfig -Force
    }

    It 'connects with a SecureString from a vault' {
        function Get-Secret($Name) { [System.Net.NetworkCredential]::new('', $emulator.Token).SecurePassword }
        $env:RICLOUD_URL = $emulator.Url
        try { (& "$root/samples/connect-from-vault.ps1").Url | Should -Be $emulator.Url.TrimEnd('/') }
        finally { Remove-Item Env:RICLOUD_URL }
    }
}

# As a schedule runs them: a process of its own, nobody to ask, the token in the environment.
Describe 'samples without anybody at the keyboard' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $emulator = Start-TestEmulator
        $good = Get-Receiver good
        $environment = @{
            RICLOUD_URL = $emulator.Url
            RICLOUD_TOKEN = $emulator.Token
            GITHUB_STEP_SUMMARY = $null
        }

        # The streams of a sample: what it writes, its exit code, and all that isn't output.
        function Invoke-Sample([string] $Name, [hashtable] $Parameters = @{}) {
            $environment.Keys | ForEach-Object { Set-Item "Env:$_" $environment[$_] }
            try {
                $all = Invoke-Shell -Command {
                    param($Module, $Path, $Parameters)
                    Import-Module $Module
                    # What Azure Automation has.
                    function Get-AutomationConnection($Name) { if ($Name -ne 'Ricloud') { throw $Name }; @{ Token = $env:RICLOUD_TOKEN; Url = $env:RICLOUD_URL } }
                    function Get-AutomationVariable($Name) { "$Name is $env:RICLOUD_TOKEN" -replace '^RicloudToken is ' }
                    $global:LASTEXITCODE = 0
                    & $Path @Parameters
                    exit $LASTEXITCODE
                } -args $modulePath, "$root/samples/$Name.ps1", $Parameters *>&1
            }
            finally { $environment.Keys | ForEach-Object { Remove-Item "Env:$_" -ErrorAction Ignore } }
            $isOutput = { $_ -isnot [System.Management.Automation.ErrorRecord] -and $_ -isnot [System.Management.Automation.WarningRecord] -and $_ -isnot [System.Management.Automation.InformationRecord] }
            [pscustomobject]@{
                ExitCode = $LASTEXITCODE
                Output = @($all | Where-Object $isOutput)
                Beside = @($all | Where-Object { -not (& $isOutput) })
            }
        }
    }

    AfterAll { $emulator | Stop-RicloudEmulator }

    It 'onboard-from-csv writes what it made' {
        $file = Join-Path $TestDrive new.csv
        'Url', $good, (Get-Receiver off) | Set-Content $file
        $run = Invoke-Sample onboard-from-csv @{ Path = $file }
        $run.ExitCode | Should -Be 0
        $run.Output.State | Should -Be valid, valid
        $run.Beside | Should -BeNullOrEmpty
    }

    It 'azure-automation/remove-unused connects by a connection, asks nobody, and spares what is used' {
        $null = Get-RicloudWebhookConfig -Url (Get-Receiver off) | Set-RicloudWebhookConfig -State deactivated
        $used = New-RicloudWebhookConfig (Get-Receiver used) | Set-RicloudWebhookConfig -State deactivated
        $null = Set-RicloudKey 1 -WebhookConfig $used
        $run = Invoke-Sample azure-automation/remove-unused @{ OlderThanDays = 0 }
        $run.ExitCode | Should -Be 0
        $run.Output.Url | Should -Be (Get-Receiver off)
        $run.Beside | Should -BeNullOrEmpty
        (Get-RicloudWebhookConfig -State deactivated).Id | Should -Be $used.Id
    }

    It 'check-drift tells drift from none, and both from an error' {
        $file = Join-Path $TestDrive webhooks.psd1
        Set-Content $file "@{ WebhookConfigs = '$good' }"
        $environment.GITHUB_STEP_SUMMARY = Join-Path $TestDrive summary.md
        $none = Invoke-Sample check-drift @{ Path = $file; Prune = $true }
        $none.ExitCode | Should -Be 0
        $none.Output | Should -BeNullOrEmpty
        $extra = New-RicloudWebhookConfig (Get-Receiver extra) -Wait
        $drift = Invoke-Sample check-drift @{ Path = $file; Prune = $true }
        $extra | Remove-RicloudWebhookConfig -Force
        $drift.ExitCode | Should -Be 2
        $drift.Output.Action | Should -Be deactivate
        $drift.Beside | Should -BeNullOrEmpty
        Get-Content -Raw $environment.GITHUB_STEP_SUMMARY |
            Should -Match "(?s)^## All webhooks are as webhooks.psd1.*## 1 differences from webhooks.psd1.*\| deactivate \| webhook config $($extra.Id) \| .* \| It isn't declared. \|"
        (Invoke-Sample check-drift @{ Path = "$file.json" }).ExitCode | Should -Be 1
        $environment.GITHUB_STEP_SUMMARY = $null
    }

    It 'check-webhooks and nightly-health write objects and nothing else' {
        $check = Invoke-Sample check-webhooks
        $health = Invoke-Sample nightly-health @{ SummaryPath = Join-Path $TestDrive health.md }
        # The key's own config is deactivated by now.
        $check, $health | ForEach-Object ExitCode | Should -Be 0, 2
        $check.Output.Url | Should -Be $good
        $health.Output | Should -BeNullOrEmpty
        $check, $health | ForEach-Object Beside | Should -BeNullOrEmpty
    }
}

Describe 'samples/github-actions/drift.yml' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $emulator = Start-TestEmulator
    }

    AfterAll { $emulator | Stop-RicloudEmulator }

    It 'runs its script as written' {
        $step = ((Get-Content -Raw "$root/samples/github-actions/drift.yml") -split 'run: \|')[1] -replace '(?m)^ {10}'
        $null = New-Item -ItemType Directory (Join-Path $TestDrive drift/scripts), (Join-Path $TestDrive drift/modules)
        Copy-Item "$root/samples/check-drift.ps1" (Join-Path $TestDrive drift/scripts)
        Push-Location (Join-Path $TestDrive drift)
        Set-Content webhooks.psd1 "@{ WebhookConfigs = '$(Get-Receiver a)' }"
        Copy-Item $modulePath modules/Ricloud -Recurse
        function Import-Module($Path) { if (-not (Test-Path "$Path/Ricloud.psd1")) { throw $Path } }
        try {
            $global:LASTEXITCODE = 0
            (& ([scriptblock]::Create($step))).Action | Should -Be create
            $global:LASTEXITCODE | Should -Be 2
        }
        finally { Pop-Location }
    }
}
