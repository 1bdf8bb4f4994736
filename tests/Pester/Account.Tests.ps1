BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $emulator = Start-TestEmulator
    $config = New-RicloudWebhookConfig -Url (Get-Receiver mine) -Wait
    $test = $config | Test-RicloudWebhookConfig -Wait
}

AfterAll { $emulator | Stop-RicloudEmulator }

Describe 'Get-RicloudTask' {
    It 'lists by type and state, and of one target' {
        (Get-RicloudTask -Type webhook_config.test -State succeeded -First 1).Id | Should -Be $test.Id
        (Get-RicloudTask -Target $config -First 1).Target | Should -Be $config.Id
    }

    It 'takes <Name>' -ForEach @(
        @{ Name = 'an id as text'; Object = { $test.Id } }
        @{ Name = 'a task'; Object = { $test } }
        @{ Name = 'a CSV row'; Object = { $test | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Name = 'an object with an id'; Object = { [pscustomobject]@{ Id = $test.Id } } }
    ) { (. $Object | Get-RicloudTask).Id | Should -Be $test.Id }

    It 'says which id does not exist, and gives the others' {
        (Get-RicloudTask 999999, $test.Id -ErrorVariable failures -ErrorAction SilentlyContinue).Id | Should -Be $test.Id
        $failures.FullyQualifiedErrorId | Should -Be (Get-ErrorId NotFound Get-RicloudTask)
        $failures.TargetObject | Should -Be 999999
    }
}

Describe 'Wait-RicloudTask' {
    It 'gives a task when it is done' {
        ($config | Test-RicloudWebhookConfig | Wait-RicloudTask).State | Should -Be succeeded
    }

    It 'gives up in time, with the task' {
        $slow = Get-RicloudTask -Target (New-RicloudWebhookConfig -Url (Get-Receiver slow '?delay=4000')) -First 1
        $slow | Wait-RicloudTask -TimeoutSec 1 -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures.FullyQualifiedErrorId | Should -Be (Get-ErrorId WaitTimeout Wait-RicloudTask)
    }

    It 'refuses what is no task' {
        { Get-RicloudOrganisation | Wait-RicloudTask -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId WrongKindOfObject Wait-RicloudTask)
    }
}

Describe 'Get-RicloudOrganisation' {
    It 'gives the one there is' {
        $organisation = Get-RicloudOrganisation
        $organisation.Id | Should -Be 1
        $organisation.State | Should -Be unconfigured -Because 'it has no valid storage config'
    }
}

Describe 'Set-RicloudOrganisation' {
    AfterAll { $null = Set-RicloudOrganisation -NoDefaultWebhookConfig }

    It 'sets the default, and clears it' {
        (Set-RicloudOrganisation -DefaultWebhookConfig $config).WebhookConfigDefault | Should -Be $config.Id
        (Set-RicloudOrganisation -NoDefaultWebhookConfig).WebhookConfigDefault | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Set-RicloudOrganisation -DefaultWebhookConfig $config -WhatIf | Should -BeNullOrEmpty
        (Get-RicloudOrganisation).WebhookConfigDefault | Should -BeNullOrEmpty
    }

    It 'wants something to change' {
        { Set-RicloudOrganisation -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId NothingToChange Set-RicloudOrganisation)
    }
}

Describe 'Start-RicloudEmulator' {
    It 'has an inspector, whose address is there when asked for and not listed' {
        $own = Start-RicloudEmulator -Path (Join-Path $root out/emulator)
        try {
            (Invoke-WebRequest $own.InspectorUrl -UseBasicParsing).Content | Should -Match 'inspector/main.js'
            $own.InspectorUrl | Should -Be "$($own.Url)/_emulator/inspector#token=$($own.Token)"
            $own | Format-List * | Out-String | Should -Not -Match 'InspectorUrl'
            $own | ConvertTo-Json | Should -Not -Match $own.Token
        }
        finally { $own | Stop-RicloudEmulator }
    }
}

Describe 'Undo-RicloudChange' {
    It 'brings back what a log says, and leaves what somebody has changed since' {
        $log = Join-Path $TestDrive 'changes.jsonl'
        $null = Set-RicloudOrganisation $config -ChangeLog $log
        $null = Set-RicloudOrganisation -NoDefaultWebhookConfig -ChangeLog $log
        (Get-Item $log | Undo-RicloudChange -Last 1).WebhookConfigDefault | Should -Be $config.Id
        $null = Set-RicloudOrganisation -NoDefaultWebhookConfig
        (Undo-RicloudChange $log).WebhookConfigDefault | Should -BeNullOrEmpty
        $null = Set-RicloudKey 1 -WebhookConfig $config -ChangeLog $log
        $null = Set-RicloudKey 1 -WebhookConfig (New-RicloudWebhookConfig 'https://undo.example')
        { Undo-RicloudChange $log -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId ChangedSince Undo-RicloudChange)
        $null = Set-RicloudKey 1 -UseDefaultWebhookConfig
    }
}

Describe 'Get-RicloudKey' {
    It 'lists keys, and never a token' {
        $keys = @(Get-RicloudKey)
        $keys.Count | Should -Be 1
        $keys[0].RevealToken() | Should -Not -BeNullOrEmpty
        $keys | Format-List * | Out-String | Should -Not -Match $keys[0].RevealToken()
    }

    It 'gives the one that is in use' { (Get-RicloudKey -Current).Id | Should -Be (Get-RicloudSession).KeyId }

    It 'takes ids from the pipeline' { (1, '1' | Get-RicloudKey).Id | Should -Be 1, 1 }

    It 'says which does not exist' {
        { Get-RicloudKey 99 -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId NotFound Get-RicloudKey)
    }
}

Describe 'Update-RicloudKeyToken' {
    It 'replaces a token without losing the session, and does nothing with -WhatIf' {
        $before = (Get-RicloudKey -Current).Token.Reveal()
        Update-RicloudKeyToken 1 -WhatIf | Should -BeNullOrEmpty
        (Get-RicloudKey -Current).Token.Reveal() | Should -Be $before
        $key = Get-RicloudKey -Current | Update-RicloudKeyToken -Confirm:$false
        "$($key.Token)" | Should -Be '(hidden)'
        $key.Token.Reveal() | Should -Not -Be $before
        (Get-RicloudKey -Current).Token.Reveal() | Should -Be $key.Token.Reveal()
    }
}

Describe 'Set-RicloudKey' {
    AfterAll { $null = Set-RicloudKey 1 -UseDefaultWebhookConfig }

    It 'sets the config of piped keys, and clears it' {
        (Get-RicloudKey | Set-RicloudKey -WebhookConfig $config).WebhookConfig | Should -Be $config.Id
        ([pscustomobject]@{ Id = 1 } | Set-RicloudKey -UseDefaultWebhookConfig).WebhookConfig | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf' {
        Set-RicloudKey 1 -WebhookConfig $config -WhatIf | Should -BeNullOrEmpty
        (Get-RicloudKey 1).WebhookConfig | Should -BeNullOrEmpty
    }

    It 'refuses a webhook config in place of a key' {
        { $config | Set-RicloudKey -WebhookConfig $config -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId WrongKindOfObject Set-RicloudKey)
    }
}

Describe 'Invoke-RicloudApi' {
    It 'sends what no cmdlet does, and gives plain objects' {
        (Invoke-RicloudApi /organisation -Method POST -Body @{ name = 'Renamed' }).name | Should -Be Renamed
        (Invoke-RicloudApi /configs/webhook -Paginate).id | Should -Contain ([int]$config.Id)
    }

    It 'changes nothing with -WhatIf' {
        Invoke-RicloudApi "/configs/webhook/$($config.Id)" -Method DELETE -WhatIf | Should -BeNullOrEmpty
        (Get-RicloudWebhookConfig $config.Id).State | Should -Be valid
    }

    It 'translates the API''s refusal' {
        { Invoke-RicloudApi /nowhere -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId NotFound Invoke-RicloudApi)
    }

    It 'sends nothing to another host' {
        { Invoke-RicloudApi https://example.com/x -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId RequestRefused Invoke-RicloudApi)
    }
}

# Last, since a key stays.
Describe 'New-RicloudKey' {
    It 'makes a key whose token is a secret, and that works' {
        $key = New-RicloudKey -WebhookConfig $config
        $key.WebhookConfig | Should -Be $config.Id
        "$($key.Token)" | Should -Be '(hidden)'
        $session = Connect-Ricloud -Url $emulator.Url -Token $key.Token -PassThru
        (Get-RicloudKey -Current -Session $session).Id | Should -Be $key.Id
        (Set-RicloudKey $key -State deactivated).State | Should -Be deactivated
    }

    It 'makes none with -WhatIf' {
        $before = @(Get-RicloudKey).Count
        New-RicloudKey -WhatIf | Should -BeNullOrEmpty
        @(Get-RicloudKey).Count | Should -Be $before
    }
}
