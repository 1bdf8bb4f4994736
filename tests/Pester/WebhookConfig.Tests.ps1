Describe 'Webhook configs' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $emulator = Start-TestEmulator
        $good = Get-Receiver good
        $bad = Get-Receiver bad '?status=500'
    }
    AfterAll { $emulator | Stop-RicloudEmulator }
    BeforeEach {
        'new', 'valid', 'invalid', 'deactivated' | ForEach-Object { Get-RicloudWebhookConfig -State $_ } |
            Remove-RicloudWebhookConfig -Force
    }

    Context 'New-RicloudWebhookConfig' {
        It 'creates and waits for the test' {
            (New-RicloudWebhookConfig -Url $good -Wait).State | Should -Be valid
            (New-RicloudWebhookConfig -Url $bad -Wait).State | Should -Be invalid
        }

        It 'creates nothing with -WhatIf' {
            New-RicloudWebhookConfig -Url $good -WhatIf | Should -BeNullOrEmpty
            Get-RicloudWebhookConfig | Should -BeNullOrEmpty
        }

        It 'refuses what is no address, and creates the others' {
            $made = New-RicloudWebhookConfig -Url 'nowhere', $good, 'ftp://x/y' -ErrorVariable failures -ErrorAction SilentlyContinue
            @($made).Count | Should -Be 1
            $failures.FullyQualifiedErrorId | Should -Be (@(Get-ErrorId InvalidUrl New-RicloudWebhookConfig) * 2)
        }
    }

    Context 'Get-RicloudWebhookConfig' {
        It 'lists newest first, and hides the deactivated' {
            $made = 1..3 | ForEach-Object { New-RicloudWebhookConfig -Url "$good/$_" -Wait }
            $null = $made[1] | Set-RicloudWebhookConfig -State deactivated
            (Get-RicloudWebhookConfig).Id | Should -Be $made[2].Id, $made[0].Id
            (Get-RicloudWebhookConfig -State deactivated).Id | Should -Be $made[1].Id
        }

        It 'gives each config once for several states' {
            $null = New-RicloudWebhookConfig -Url $good, $bad -Wait
            $found = Get-RicloudWebhookConfig -State valid, invalid
            $found.State | Should -Be invalid, valid
        }

        It 'counts, skips and stops' {
            $null = 1..5 | ForEach-Object { New-RicloudWebhookConfig -Url "$good/$_" -Wait }
            $all = (Get-RicloudWebhookConfig).Id
            (Get-RicloudWebhookConfig -Skip 1 -First 2).Id | Should -Be $all[1, 2]
            (Get-RicloudWebhookConfig -IncludeTotalCount -First 1)[0] | Should -Be 5
            (Get-RicloudWebhookConfig | Select-Object -First 2).Id | Should -Be $all[0, 1]
        }

        It 'ties the error to the id that does not exist' {
            $one = New-RicloudWebhookConfig -Url $good -Wait
            $found = Get-RicloudWebhookConfig -Id 999999, $one.Id -ErrorVariable failures -ErrorAction SilentlyContinue
            $found.Id | Should -Be $one.Id
            $failures.FullyQualifiedErrorId | Should -Be (Get-ErrorId NotFound Get-RicloudWebhookConfig)
            $failures.TargetObject | Should -Be 999999
        }
    }

    Context 'Set-RicloudWebhookConfig' {
        It 'takes only the id from the pipeline' {
            $one = New-RicloudWebhookConfig -Url $bad -Wait
            { $one | Set-RicloudWebhookConfig -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId NothingToChange Set-RicloudWebhookConfig)
            ($one | Set-RicloudWebhookConfig -Url $good -Wait).State | Should -Be valid
        }

        It 'changes nothing with -WhatIf' {
            $null = New-RicloudWebhookConfig -Url $good -Wait
            Get-RicloudWebhookConfig | Set-RicloudWebhookConfig -State deactivated -WhatIf
            (Get-RicloudWebhookConfig).State | Should -Be valid
        }

        It 'refuses <Name> and sends nothing' -ForEach @(
            @{ Name = 'a key'; Object = { Get-RicloudKey -Current } }
            @{ Name = 'an organisation'; Object = { Get-RicloudOrganisation } }
            @{ Name = 'a process'; Object = { Get-Process -Id $PID } }
            @{ Name = 'a selected process'; Object = { Get-Process -Id $PID | Select-Object Id } }
            @{ Name = 'a file'; Object = { Get-Item $PSScriptRoot } }
            @{ Name = 'a raw key'; Object = { Invoke-RicloudApi -Path /key } }
            @{ Name = 'a truth value'; Object = { $true } }
        ) {
            $one = New-RicloudWebhookConfig -Url $good -Wait
            $piped = & $Object
            $piped | Set-RicloudWebhookConfig -State deactivated -ErrorVariable failures -ErrorAction SilentlyContinue
            $failures.FullyQualifiedErrorId | Should -BeLike '*,Ricloud.PowerShell.Commands.SetRicloudWebhookConfigCommand'
            $failures.FullyQualifiedErrorId | Should -Match '^(WrongKindOfObject|InvalidId),'
            (Get-RicloudWebhookConfig -Id $one.Id).State | Should -Be valid
        }

        It 'takes <Name>' -ForEach @(
            @{ Name = 'the id as a number'; Object = { [int]$one.Id } }
            @{ Name = 'the id as text'; Object = { $one.Id } }
            @{ Name = 'a test task'; Object = { $one | Test-RicloudWebhookConfig -Wait } }
            @{ Name = 'a CSV row'; Object = { $one | ConvertTo-Csv | ConvertFrom-Csv } }
            @{ Name = 'a selection'; Object = { $one | Select-Object Id, State } }
            @{ Name = 'a copy that went through CliXml'; Object = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($one)) } }
            @{ Name = 'a raw config'; Object = { Invoke-RicloudApi -Path "/configs/webhook/$($one.Id)" } }
        ) {
            $one = New-RicloudWebhookConfig -Url $good -Wait
            (. $Object | Set-RicloudWebhookConfig -State deactivated -Force).State | Should -Be deactivated
        }
    }

    Context 'Test-RicloudWebhookConfig' {
        It 'finds what fails in a pipeline' {
            $null = New-RicloudWebhookConfig -Url $good, $bad -Wait
            $failed = Get-RicloudWebhookConfig | Test-RicloudWebhookConfig -Wait | Where-Object State -EQ failed
            @($failed).Count | Should -Be 1
            $failed.Error | Should -Be 'status-500'
        }

        It 'answers yes or no with -Quiet' {
            $null = New-RicloudWebhookConfig -Url $good, $bad -Wait
            Get-RicloudWebhookConfig | Test-RicloudWebhookConfig -Quiet | Should -Be $false, $true
        }
    }

    Context 'Remove-RicloudWebhookConfig' {
        It 'removes all while they are being listed' {
            $null = New-RicloudWebhookConfig -Url (1..30 | ForEach-Object { "$good/$_" })
            Get-RicloudWebhookConfig | Remove-RicloudWebhookConfig -Force
            Get-RicloudWebhookConfig | Should -BeNullOrEmpty
        }

        It 'removes nothing with -WhatIf' {
            $one = New-RicloudWebhookConfig -Url $good -Wait
            $one | Remove-RicloudWebhookConfig -WhatIf
            (Get-RicloudWebhookConfig -Id $one.Id).State | Should -Be valid
        }
    }

    Context 'A config in use, where nobody can be asked' {
        BeforeAll {
            $script = 'Import-Module $module; $null = Connect-Ricloud -Url $url -Token $token; Get-RicloudWebhookConfig | Set-RicloudWebhookConfig -State deactivated'
            function Get-Script { $script.Replace('$module', "'$modulePath'").Replace('$url', "'$((Get-RicloudSession).Url)'").Replace('$token', "'$($emulator.Token)'") }
        }

        It 'is kept, and that is an error: <Name>' -ForEach @(
            @{ Name = 'pwsh -NonInteractive'; Run = { Invoke-Shell -Command (Get-Script) 2>&1 } }
            @{ Name = 'pwsh without an input'; Run = { $null | & $program @library -NoProfile -Command (Get-Script) 2>&1 } }
            @{ Name = 'a thread job'; Run = { Start-ThreadJob ([scriptblock]::Create((Get-Script))) | Receive-Job -Wait -AutoRemoveJob -ErrorAction SilentlyContinue -ErrorVariable failed; $failed } }
            @{ Name = 'ForEach-Object -Parallel'; Run = { Get-Script | ForEach-Object -Parallel { & ([scriptblock]::Create($_)) 2>&1 } } }
        ) {
            $one = New-RicloudWebhookConfig -Url $good -Wait
            (& $Run | Out-String -Width 500) -replace '\s+', ' ' | Should -Match 'is the last valid one, and there is nobody here to ask'
            (Get-RicloudWebhookConfig -Id $one.Id).State | Should -Be valid
        }
    }
}
