BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $emulator = Start-TestEmulator

    function Reset-Organisation {
        $null = Set-RicloudOrganisation -NoDefaultWebhookConfig
        $null = Get-RicloudKey | Set-RicloudKey -UseDefaultWebhookConfig
        'new', 'valid', 'invalid', 'deactivated' | ForEach-Object { Get-RicloudWebhookConfig -State $_ } |
            Remove-RicloudWebhookConfig -Force
    }

    # How many requests so far could have changed something.
    function Get-ChangeCount { @((Invoke-RicloudApi '/_emulator/requests?limit=1000').data | Where-Object method -NE GET).Count }

    function New-Declaration([string] $Name, [string] $Text) {
        $path = Join-Path $TestDrive $Name
        Set-Content -LiteralPath $path $Text
        $path
    }
}

AfterAll { $emulator | Stop-RicloudEmulator }

Describe 'Sync-RicloudWebhookConfig' {
    BeforeEach {
        Reset-Organisation
        $old = New-RicloudWebhookConfig (Get-Receiver old) -Wait
        $null = Set-RicloudOrganisation -DefaultWebhookConfig $old
    }

    It 'makes the organisation match <Name>, and a second run changes nothing' -ForEach @(
        @{ Name = 'a.psd1'; Text = { "@{ WebhookConfigs = @(@{ Url = '$(Get-Receiver a)'; Default = `$true }, @{ Url = '$(Get-Receiver b)'; Keys = 1 }) }" } }
        @{ Name = 'a.json'; Text = { "[{ `"url`": `"$(Get-Receiver a)`", `"default`": true }, { `"url`": `"$(Get-Receiver b)`", `"keys`": [1] }]" } }
        @{ Name = 'a[1].csv'; Text = { "Url,Default,Keys`n$(Get-Receiver a),true,`n$(Get-Receiver b),,1" } }
    ) {
        $file = New-Declaration $Name (& $Text)
        (Sync-RicloudWebhookConfig $file -Prune -PassThru).Action | Should -Be create, create, repoint, repoint, deactivate
        (Get-RicloudWebhookConfig | Sort-Object Url).State | Should -Be valid, valid
        Get-RicloudWebhookConfig (Get-RicloudOrganisation).WebhookConfigDefault | ForEach-Object Url | Should -Be (Get-Receiver a)
        $changes = Get-ChangeCount
        Sync-RicloudWebhookConfig $file -Prune -PassThru -InformationVariable said 6>$null | Should -BeNullOrEmpty
        "$said" | Should -BeLike 'Nothing to do*'
        Get-ChangeCount | Should -Be $changes
    }

    It 'shows a table with -WhatIf, and changes nothing' {
        $changes = Get-ChangeCount
        $plan = @{ Url = Get-Receiver a; Default = $true } | Sync-RicloudWebhookConfig -Prune -PassThru -WhatIf
        $plan.Outcome | Should -Be planned, planned, planned
        $plan | Format-Table | Out-String | Should -Match 'deactivate +planned +webhook config'
        Get-ChangeCount | Should -Be $changes
    }

    It 'holds what would leave nothing in use or valid, unless forced' {
        $off = @{ Url = $old.Url; State = 'deactivated' }
        { $off | Sync-RicloudWebhookConfig -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId WebhookConfigInUse Sync-RicloudWebhookConfig)
        $null = Set-RicloudOrganisation -NoDefaultWebhookConfig
        { $off | Sync-RicloudWebhookConfig -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId LastValidWebhookConfig Sync-RicloudWebhookConfig)
        $off | Sync-RicloudWebhookConfig -Force -PassThru | ForEach-Object Outcome | Should -Be done
    }

    It 'reports a receiver that does not know its secret as pending' {
        $steps = @{ Url = Get-Receiver closed '?status=401'; Default = $true } |
            Sync-RicloudWebhookConfig -Prune -PassThru -WarningVariable warnings 3>$null
        $steps.Outcome | Should -Be pending, held, held
        "$warnings" | Should -Match 'give it the config''s secret'
        (Get-RicloudWebhookConfig $old.Id).State | Should -Be valid
    }

    It 'completes what an earlier run left half done' {
        $declared = @{ Url = Get-Receiver a; Default = $true }
        $null = Invoke-RicloudApi /_emulator/faults POST -Body @{ kind = 'status'; status = 403; method = 'POST'; path = '/organisation'; nth = 1 }
        ($declared | Sync-RicloudWebhookConfig -Prune -PassThru -ErrorVariable failures -ErrorAction SilentlyContinue).Outcome | Should -Be done, failed, held
        $failures.FullyQualifiedErrorId | Should -Be (Get-ErrorId Forbidden Sync-RicloudWebhookConfig)
        ($declared | Sync-RicloudWebhookConfig -Prune -PassThru).Action | Should -Be repoint, deactivate
    }

    It 'refuses a declaration that makes no sense, and sends nothing' {
        $changes = Get-ChangeCount
        { 'nowhere', @{ Url = $old.Url; Sate = 'valid' } | Sync-RicloudWebhookConfig -ErrorAction Stop } |
            Should -Throw -ErrorId (Get-ErrorId DeclarationInvalid Sync-RicloudWebhookConfig)
        { Sync-RicloudWebhookConfig (Join-Path $TestDrive none.json) } | Should -Throw -ErrorId (Get-ErrorId DeclarationUnreadable Sync-RicloudWebhookConfig)
        Get-ChangeCount | Should -Be $changes
    }
}

Describe 'Compare-RicloudWebhookConfig' {
    BeforeAll {
        Reset-Organisation
        $null = New-RicloudWebhookConfig (Get-Receiver a), 'http://127.0.0.1:9/nobody' -Wait
        $null = New-RicloudWebhookConfig (Get-Receiver off) | Set-RicloudWebhookConfig -State deactivated
    }

    It 'writes what differs, and changes nothing' {
        $changes = Get-ChangeCount
        $plan = (Get-Receiver a), (Get-Receiver off), (Get-Receiver new) | Compare-RicloudWebhookConfig -Prune -Default (Get-Receiver a)
        $plan.Action | Should -Be reactivate, create, repoint, deactivate
        Get-ChangeCount | Should -Be $changes
    }

    It 'writes nothing when all is as declared, unless asked' {
        Get-Receiver a | Compare-RicloudWebhookConfig | Should -BeNullOrEmpty
        (Get-Receiver a | Compare-RicloudWebhookConfig -IncludeEqual)[0].Action | Should -Be none
    }

    It 'takes <Name> as a declaration' -ForEach @(
        @{ Name = 'configs'; Objects = { Get-RicloudWebhookConfig -State valid } }
        @{ Name = 'a selection'; Objects = { Get-RicloudWebhookConfig -State valid | Select-Object Url, State } }
        @{ Name = 'rows of an export'; Objects = { Get-RicloudWebhookConfig -State valid | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Name = 'a copy in JSON'; Objects = { Get-RicloudWebhookConfig -State valid | ConvertTo-Json | ConvertFrom-Json } }
        @{ Name = 'raw configs'; Objects = { Invoke-RicloudApi '/configs/webhook?state=valid' -Paginate } }
        @{ Name = 'JSON with a list'; Objects = { "{ `"webhookConfigs`": [`"$(Get-Receiver a)`"] }" | ConvertFrom-Json } }
        @{ Name = 'a table'; Objects = { [ordered]@{ URL = [uri](Get-Receiver a); Default = $false } } }
    ) {
        $steps = @(& $Objects | Compare-RicloudWebhookConfig -IncludeEqual | Where-Object Reason -EQ '')
        $steps.Count | Should -Be 1
        $steps[0].Url | Should -Be (Get-Receiver a)
    }

    It 'takes an export as a file: <_>' -ForEach 'export.csv', 'export.json' {
        $file = Join-Path $TestDrive $_
        $found = Get-RicloudWebhookConfig -State valid
        if ($_ -like '*.csv') { $found | Export-Csv $file } else { $found | ConvertTo-Json | Set-Content $file }
        Compare-RicloudWebhookConfig $file | Should -BeNullOrEmpty
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a process'; Object = { Get-Process -Id $PID } }
        @{ Name = 'a raw key'; Object = { Invoke-RicloudApi /key } }
        @{ Name = 'an unknown key'; Object = { @{ Url = Get-Receiver a; Keys = 99 } } }
        @{ Name = 'nothing'; Object = { } }
    ) {
        { & $Object | Compare-RicloudWebhookConfig -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId DeclarationInvalid Compare-RicloudWebhookConfig)
    }
}

Describe 'Update-RicloudWebhookSecret' {
    BeforeEach {
        Reset-Organisation
        $old = New-RicloudWebhookConfig (Get-Receiver a) -Wait
        $null = Set-RicloudOrganisation -DefaultWebhookConfig $old
    }

    It 'replaces the secret with one command, and says so when run twice' {
        $new = $old | Update-RicloudWebhookSecret -DeploySecret { $script:deployed = $_.RevealSecret(); 'noise' }
        $deployed | Should -Not -Be $old.RevealSecret()
        $new.RevealSecret() | Should -Be $deployed
        (Get-RicloudOrganisation).WebhookConfigDefault | Should -Be $new.Id
        (Get-RicloudWebhookConfig $old.Id).State | Should -Be deactivated
        $again = Update-RicloudWebhookSecret $old.Id -DeploySecret { throw 'never called' } -InformationVariable said
        $again.Id | Should -Be $new.Id
        "$said" | Should -BeLike 'Nothing to do*'
    }

    It 'stops after the creation without -DeploySecret, and goes on with -NewConfig' {
        $new = Update-RicloudWebhookSecret $old -WarningVariable warnings 3>$null
        "$warnings" | Should -BeLike "*Update-RicloudWebhookSecret -Id $($old.Id) -NewConfig $($new.Id)*"
        (Update-RicloudWebhookSecret $old 3>$null).Id | Should -Be $new.Id
        (Update-RicloudWebhookSecret $old -NewConfig $new).State | Should -Be valid
        (Get-RicloudWebhookConfig).Id | Should -Be $new.Id
    }

    It 'changes nothing with -WhatIf' {
        $changes = Get-ChangeCount
        $old | Update-RicloudWebhookSecret -DeploySecret { throw 'never called' } -WhatIf | Should -BeNullOrEmpty
        Get-ChangeCount | Should -Be $changes
    }

    It 'keeps the old one in use when the deployment fails: <_>' -ForEach @(
        { throw 'the vault is sealed' }
        { Write-Error 'the vault is sealed' }
    ) {
        $failure = { $old | Update-RicloudWebhookSecret -DeploySecret $_ -ErrorAction Stop } |
            Should -Throw -ErrorId (Get-ErrorId DeploymentFailed Update-RicloudWebhookSecret) -PassThru
        "$failure" | Should -Match 'the vault is sealed'
        (Get-RicloudOrganisation).WebhookConfigDefault | Should -Be $old.Id
        (Get-RicloudWebhookConfig $old.Id).State | Should -Be valid
    }

    It 'refuses what is no replacement' {
        { Update-RicloudWebhookSecret $old -NewConfig $old -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId NotAReplacement Update-RicloudWebhookSecret)
    }
}
