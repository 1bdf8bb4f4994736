# What the module wrote as JSON it reads again, and it says names rather than numbers.

BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $emulator = Start-TestEmulator
    $config = New-RicloudWebhookConfig (Get-Receiver json) -Wait
    $null = Set-RicloudOrganisation -DefaultWebhookConfig $config
    1..3 | ForEach-Object { $null = Invoke-RicloudApi /_emulator/events POST -Body @{ type = 'session'; action = 'expired'; data = @{ id = $_; date = '2026-01-02T03:04:05Z' } } }
    $events = @(Get-RicloudEvent -Type session | Sort-Object { $_.Data.id })
    $body = '{"id":"e1","resource":"event","type":"task","action":"succeeded","data":{"n":1}}'
    $received = ConvertFrom-RicloudWebhook -Body $body -Signature (New-RicloudWebhookSignature $body s) -Secret s
}

AfterAll { Stop-RicloudEmulator $emulator }

Describe 'JSON' {
    It 'has names for what is one of a few' {
        ($received | ConvertTo-Json | ConvertFrom-Json).Verdict | Should -Be 'Valid'
        (Test-RicloudWebhookSignature x y -Secret s -Detailed | ConvertTo-Json | ConvertFrom-Json).Verdict | Should -Be 'Malformed'
        foreach ($type in (Get-Command -Module Ricloud).OutputType.Type | Where-Object Namespace -Like 'Ricloud*') {
            $type.GetProperties().PropertyType | Where-Object { ([Nullable]::GetUnderlyingType($_) ?? $_).IsEnum } | Should -BeNullOrEmpty -Because $type
        }
    }

    It 'of events is imported: <Name>' -ForEach @(
        @{ Name = 'an array'; Write = { $events | ConvertTo-Json -Depth 5 } }
        @{ Name = 'an array on a line'; Write = { $events | ConvertTo-Json -Depth 5 -Compress } }
        @{ Name = 'lines'; Write = { $events | ForEach-Object { $_ | ConvertTo-Json -Depth 5 -Compress } } }
        @{ Name = 'one after the other'; Write = { $events | ForEach-Object { $_ | ConvertTo-Json -Depth 5 } } }
        @{ Name = 'the API''s own names'; Write = { (Invoke-RicloudApi '/events?type=session').data | Sort-Object { $_.data.id } | ConvertTo-Json -Depth 5 } }
        @{ Name = 'read and written again'; Write = { $events | ConvertTo-Json -Depth 5 | ConvertFrom-Json | ConvertTo-Json -Depth 5 } }
    ) {
        $file = Join-Path $TestDrive 'events.json'
        & $Write | Set-Content $file
        $read = @(Import-RicloudEvent $file)
        $read.Id | Should -Be $events.Id
        $read.Data.id | Should -Be 1, 2, 3
        $read[0].Type | Should -Be 'session'
        $read[0].DateCreated | Should -Be $events[0].DateCreated
    }

    It 'of a received event is verified again' {
        $file = Join-Path $TestDrive 'received.json'
        $received, $received | ConvertTo-Json -Depth 5 | Set-Content $file
        $read = @(Import-RicloudEvent $file)
        $read.Count | Should -Be 2
        $read[0].Verdict | Should -Be 'Valid'
        Test-RicloudWebhookSignature $read[0].RawBody $read[0].Signature -Secret s | Should -BeTrue
    }

    It 'that is no event is an error of its own' {
        $file = Join-Path $TestDrive 'none.json'
        '[', '{"a":1},', ($events[0] | ConvertTo-Json -Compress), ', {"b":' | Set-Content $file
        $read = @(Import-RicloudEvent $file -ErrorAction SilentlyContinue -ErrorVariable problems)
        $read.Id | Should -Be $events[0].Id
        $problems.Count | Should -Be 2
    }

    It 'of configs is a declaration, and pipes back' {
        $file = Join-Path $TestDrive 'configs.json'
        Get-RicloudWebhookConfig | ConvertTo-Json -AsArray | Set-Content $file
        Compare-RicloudWebhookConfig $file -Prune | Should -BeNullOrEmpty
        Get-RicloudWebhookConfig | ConvertTo-Json | Set-Content $file
        Compare-RicloudWebhookConfig $file -Prune | Should -BeNullOrEmpty
        (Get-Content $file -Raw | ConvertFrom-Json | Get-RicloudWebhookConfig).Id | Should -Be $config.Id
        (Get-RicloudKey | ConvertTo-Json | ConvertFrom-Json | Set-RicloudKey -WebhookConfig $config).WebhookConfig | Should -Be $config.Id
    }
}
