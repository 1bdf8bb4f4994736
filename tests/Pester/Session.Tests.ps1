BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Start-RicloudEmulator' {
    AfterEach { Stop-RicloudEmulator }

    It 'starts, connects, and takes faults' {
        $emulator = Start-RicloudEmulator -Path (Join-Path $root 'out/emulator') -Connect -Fault @{ kind = 'status'; status = 403; path = '/organisation' }
        $emulator.IsRunning | Should -BeTrue
        (Get-RicloudSession).Url | Should -Be $emulator.Url.TrimEnd('/')
        { Get-RicloudOrganisation -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId Forbidden Get-RicloudOrganisation)
    }

    It 'starts nothing with -WhatIf' {
        Start-RicloudEmulator -Path (Join-Path $root 'out/emulator') -WhatIf | Should -BeNullOrEmpty
    }

    It 'says where it looked for the program' {
        { Start-RicloudEmulator -Path $TestDrive -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId EmulatorNotFound Start-RicloudEmulator)
    }

    It 'refuses a fault that it does not know' {
        { Start-RicloudEmulator -Path (Join-Path $root 'out/emulator') -Fault @{ kind = 'rain' } -ErrorAction Stop } |
            Should -Throw -ErrorId (Get-ErrorId InvalidParameter Start-RicloudEmulator)
    }
}

Describe 'Stop-RicloudEmulator' {
    It 'stops what is piped to it, and nothing with -WhatIf' {
        $emulator = Start-TestEmulator
        $emulator | Stop-RicloudEmulator -WhatIf
        $emulator.IsRunning | Should -BeTrue
        $emulator | Stop-RicloudEmulator
        $emulator.IsRunning | Should -BeFalse
        { $emulator | Stop-RicloudEmulator } | Should -Not -Throw
    }
}

Describe 'Get-RicloudSession and Disconnect-Ricloud' {
    BeforeAll { $emulator = Start-TestEmulator }
    AfterAll { $emulator | Stop-RicloudEmulator }
    BeforeEach { Connect-Ricloud -Url $emulator.Url -Token $emulator.Token }

    It 'shows the session, and where its token is from' {
        $session = Get-RicloudSession
        $session.KeyId | Should -Be 1
        $session.Source | Should -Be 'a parameter'
    }

    It 'gives nothing when there is none' {
        Disconnect-Ricloud
        Get-RicloudSession | Should -BeNullOrEmpty
        { Disconnect-Ricloud } | Should -Not -Throw
    }

    It 'closes one that is passed' {
        $other = Connect-Ricloud -Url $emulator.Url -Token $emulator.Token -PassThru
        Disconnect-Ricloud -Session $other
        { Get-RicloudKey -Session $other -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId SessionClosed Get-RicloudKey)
    }

    It 'takes an Azure Automation connection: <Name>' -ForEach @(
        @{ Name = 'a hashtable'; Connection = { @{ Url = $emulator.Url; Token = $emulator.Token } } }
        @{ Name = 'with a SecureString'; Connection = { @{ Url = $emulator.Url; Token = ConvertTo-SecureString $emulator.Token -AsPlainText -Force } } }
        @{ Name = 'an object'; Connection = { [pscustomobject]@{ Url = $emulator.Url; Token = $emulator.Token } } }
    ) {
        Disconnect-Ricloud
        Connect-Ricloud -Connection (& $Connection) | Should -BeNullOrEmpty
        (Get-RicloudSession).KeyId | Should -Be 1
    }

    It 'refuses a connection without a token' {
        { Connect-Ricloud -Connection @{ Url = $emulator.Url } -ErrorAction Stop } | Should -Throw '*Token*'
    }
}
