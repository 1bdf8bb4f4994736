Describe 'Connect-Ricloud' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $emulator = Start-TestEmulator
        $url = $emulator.Url
        $token = (Get-RicloudKey -Current).RevealToken()
    }
    AfterAll { $emulator | Stop-RicloudEmulator }
    BeforeEach { Disconnect-Ricloud }

    It 'writes nothing without -PassThru' {
        Connect-Ricloud -Url $url -Token $token | Should -BeNullOrEmpty
        Get-RicloudSession | Should -Not -BeNullOrEmpty
    }

    It 'takes a SecureString' {
        Connect-Ricloud -Url $url -Token (ConvertTo-SecureString $token -AsPlainText -Force)
        @(Get-RicloudKey -Current).Count | Should -Be 1
    }

    It 'refuses a wrong token with Unauthorized' {
        { Connect-Ricloud -Url $url -Token 'wrong' -ErrorAction Stop } |
            Should -Throw -ErrorId (Get-ErrorId Unauthorized Connect-Ricloud)
        Get-RicloudSession | Should -BeNullOrEmpty
    }

    It 'connects by itself from the environment' {
        try {
            $env:RICLOUD_URL = $url
            $env:RICLOUD_TOKEN = $token
            @(Get-RicloudKey -Current).Count | Should -Be 1
        }
        finally { Remove-Item Env:RICLOUD_URL, Env:RICLOUD_TOKEN }
    }

    It 'says every way to connect when there is none' {
        try {
            $homeBefore = $env:HOME
            $env:HOME = $TestDrive
            $failure = { Get-RicloudWebhookConfig } | Should -Throw -ErrorId (Get-ErrorId NotConnected Get-RicloudWebhookConfig) -PassThru
            $failure.Exception.Message | Should -BeLike '*Connect-Ricloud*RICLOUD_TOKEN*RICLOUD_CONF*.ricloud.ini*'
        }
        finally { $env:HOME = $homeBefore }
    }

    It 'keeps a session to its runspace, also where runspaces are re-used' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $seen = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            [bool](Get-RicloudSession)
            Connect-Ricloud -Url $using:url -Token $using:token
        } -ThrottleLimit 1
        $seen | Should -Not -Contain $true
    }

    It 'can share a session with other runspaces' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $session = Connect-Ricloud -Url $url -Token $token -PassThru
        $ids = 1..32 | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            (Get-RicloudKey -Current -Session $using:session).Id
        } -ThrottleLimit 8
        @($ids).Count | Should -Be 32
        @($ids | Sort-Object -Unique).Count | Should -Be 1
    }

    It 'refuses a session that went through a job' {
        $session = Connect-Ricloud -Url $url -Token $token -PassThru
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($session))
        { Get-RicloudWebhookConfig -Session $copy } | Should -Throw '*copied without its connection*'
    }

    It 'never shows the token' {
        $session = Connect-Ricloud -Url $url -Token $token -PassThru
        $shown = @(
            $session | Out-String
            $session | Format-List * -Force | Out-String
            $session | ConvertTo-Json -Depth 5
            $session | ConvertTo-Csv | Out-String
            [System.Management.Automation.PSSerializer]::Serialize($session, 5)
            Get-RicloudKey -Current -Verbose -Debug *>&1 | Format-List * -Force | Out-String
            [System.Management.Automation.PSSerializer]::Serialize((Get-RicloudKey -Current), 5)
            Get-RicloudKey -Current | ConvertTo-Json -Depth 5
        ) -join "`n"
        $hex = -join ([Text.Encoding]::Unicode.GetBytes($token) | ForEach-Object { $_.ToString('x2') })
        $shown | Should -Not -Match ([regex]::Escape($token))
        $shown | Should -Not -Match $hex
        $shown | Should -Not -Match ([regex]::Escape([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($token))))
    }
}
