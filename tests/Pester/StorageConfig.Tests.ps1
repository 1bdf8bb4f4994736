Describe 'Storage configs' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $emulator = Start-TestEmulator
        $bucket = 'gs://results/here'
        $credential = '{"type":"service_account","client_email":"a@b.c","private_key":"planted-key"}'
        $csv = "Access key ID,Secret access key`nAKIA0,planted-key"
    }
    AfterAll { $emulator | Stop-RicloudEmulator }
    BeforeEach { Get-RicloudStorageConfig -State * | Remove-RicloudStorageConfig -Force }

    Context 'New-RicloudStorageConfig' {
        It 'takes <Name>, which nothing shows' -ForEach @(
            @{ Name = "a file's path"; Url = 'gs://b/p'; Given = { $credential | Set-Content (Join-Path $TestDrive 'key.json'); Join-Path $TestDrive 'key.json' } }
            @{ Name = 'a file'; Url = 's3://b/p'; Given = { $csv | Set-Content (Join-Path $TestDrive 'keys.csv'); Get-Item (Join-Path $TestDrive 'keys.csv') } }
            @{ Name = 'JSON'; Url = 'gs://b/p'; Given = { $credential } }
            @{ Name = 'lines of JSON'; Url = 'gs://b/p'; Given = { $credential -split ',' -join ",`n" -split "`n" } }
            @{ Name = 'an object'; Url = 'gs://b/p'; Given = { $credential | ConvertFrom-Json } }
            @{ Name = 'a hashtable'; Url = 's3://b/p'; Given = { @{ access_key_id = 'AKIA0'; secret_access_key = 'planted-key' } } }
            @{ Name = 'the row of a CSV'; Url = 's3://b/p'; Given = { $csv | ConvertFrom-Csv } }
            @{ Name = 'hidden text'; Url = 'gs://b/p'; Given = { ConvertTo-SecureString $credential -AsPlainText -Force } }
        ) {
            $made = New-RicloudStorageConfig -Url $Url -Credential (. $Given) -Wait
            $made.State | Should -Be valid
            $made.Type | Should -Be ($Url -split ':')[0]
            $made | Format-List * -Force | Out-String | Should -Not -Match planted
        }

        It 'creates nothing with -WhatIf' {
            New-RicloudStorageConfig -Url $bucket -Credential $credential -WhatIf | Should -BeNullOrEmpty
            Get-RicloudStorageConfig -State * | Should -BeNullOrEmpty
        }

        It 'refuses what is no address of a storage, and creates the others' {
            $made = New-RicloudStorageConfig -Url 'https://example.com/a', $bucket -Credential $credential -ErrorVariable failures -ErrorAction SilentlyContinue
            @($made).Url | Should -Be $bucket
            $failures.FullyQualifiedErrorId | Should -Be (Get-ErrorId InvalidStorageUrl New-RicloudStorageConfig)
        }

        It 'says what is wrong with a credential, and shows nothing of it' {
            $failures = { New-RicloudStorageConfig -Url $bucket -Credential '{"private_key":"planted-key"' -ErrorAction Stop } | Should -Throw -PassThru
            $failures.FullyQualifiedErrorId | Should -Be (Get-ErrorId InvalidCredential New-RicloudStorageConfig)
            "$failures" | Should -Not -Match planted
        }
    }

    Context 'Get-RicloudStorageConfig Set-RicloudStorageConfig Test-RicloudStorageConfig Remove-RicloudStorageConfig' {
        BeforeEach { $one = New-RicloudStorageConfig -Url $bucket -Credential $credential -Wait }

        It 'find it by what one looks for' {
            (Get-RicloudStorageConfig -Url 'gs://*').Id | Should -Be $one.Id
            (Get-RicloudStorageConfig -State valid).Id | Should -Be $one.Id
            Get-RicloudStorageConfig 999999, $one.Id -ErrorVariable failures -ErrorAction SilentlyContinue | ForEach-Object Id | Should -Be $one.Id
            $failures.FullyQualifiedErrorId | Should -Be (Get-ErrorId NotFound Get-RicloudStorageConfig)
        }

        It 'change it, test it, and take it away' {
            (ConvertTo-Csv $one | ConvertFrom-Csv | Set-RicloudStorageConfig -SignedUrl -SignedUrlExpiry 600).SignedUrlsExpiry | Should -Be 600
            ($one | Test-RicloudStorageConfig -Wait).State | Should -Be succeeded
            ($one | Set-RicloudStorageConfig -State deactivated -Force).State | Should -Be deactivated
            Get-RicloudStorageConfig | Should -BeNullOrEmpty
            $one | Remove-RicloudStorageConfig -Force
            Get-RicloudStorageConfig -State * | Should -BeNullOrEmpty
        }

        It 'change nothing with -WhatIf' {
            $one | Set-RicloudStorageConfig -State deactivated -WhatIf | Should -BeNullOrEmpty
            $one | Remove-RicloudStorageConfig -WhatIf
            (Get-RicloudStorageConfig $one).State | Should -Be valid
        }

        It 'refuse a webhook config, though its id is alike' {
            { [Ricloud.WebhookConfig] @{ Id = $one.Id; State = 'valid'; Url = 'https://example.com' } | Remove-RicloudStorageConfig -Force -ErrorAction Stop } |
                Should -Throw -ErrorId (Get-ErrorId WrongKindOfObject Remove-RicloudStorageConfig)
        }

        It 'make the organisation an active one when it is the default' {
            $organisation = Set-RicloudOrganisation -DefaultStorageConfig $one
            $organisation.StorageConfigDefault | Should -Be $one.Id
            (Get-RicloudOrganisation).State | Should -Be active
            (Set-RicloudKey 1 -StorageConfig $one -PublishSourceFiles).StorageConfig | Should -Be $one.Id
        }
    }
}
