# Ids and dates in other people's commands: in every culture, in two time zones, and after jobs and files.
BeforeDiscovery {
    $cultures = 'ar-SA', 'th-TH', 'fa-IR', 'tr-TR', 'de-DE', 'en-GB', 'en-US'
}

Describe 'Ids and dates' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $emulator = Start-TestEmulator
        $made = 1..12 | ForEach-Object { New-RicloudWebhookConfig (Get-Receiver "r$_") }
        $configs = Get-RicloudWebhookConfig
        $event = [Ricloud.RicloudEvent] @{ Id = 9L; Type = 'task'; Action = 'failed'; State = 'delivered'; DateCreated = $configs[0].DateCreated; DateDelivered = $configs[0].DateCreated }
        $body = '{"id": "u", "type": "task", "action": "failed"}'
        $signature = New-RicloudWebhookSignature $body -Secret planted-secret-0815
        $verification = Test-RicloudWebhookSignature $body $signature -Secret planted-secret-0815 -Detailed
        $received = ConvertFrom-RicloudWebhook $body $signature -Secret planted-secret-0815
    }

    AfterAll { Stop-RicloudEmulator $emulator }

    It 'sort, compare and are counted as numbers' {
        ($configs | Sort-Object Id).Id -join ',' | Should -Be (($made.Id | Sort-Object) -join ',')
        ($configs | Sort-Object Id -Descending)[0].Id | Should -Be $made[11].Id
        ($configs | Measure-Object Id -Maximum).Maximum | Should -Be $made[11].Id
        $json = $configs[0] | ConvertTo-Json
        $json | Should -Match '"Id":\s*\d+\s*,'
        ($json | ConvertFrom-Json | Get-RicloudWebhookConfig).Id | Should -Be $configs[0].Id
        ($configs[0] | ConvertTo-Csv | ConvertFrom-Csv | Get-RicloudWebhookConfig).Id | Should -Be $configs[0].Id
    }

    It 'are shown alike under <_>' -ForEach $cultures {
        $before = [Threading.Thread]::CurrentThread.CurrentCulture
        $date = $configs[0].DateCreated.ToUniversalTime().ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture)
        try {
            [Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::new($_)
            $session = Get-RicloudSession
            $texts = foreach ($object in $configs[0], $event, $received, $verification, $session) { foreach ($width in 80, 120) { $object | Format-Table | Out-String -Width $width; $object | Format-List | Out-String -Width $width } }
            $texts += (Get-RicloudOrganisation | Format-List | Out-String), (Get-RicloudTask -First 1 | Format-List | Out-String), (Get-RicloudKey -Current | Format-List | Out-String)
        }
        finally {
            [Threading.Thread]::CurrentThread.CurrentCulture = $before
        }

        # Made a moment ago, or a minute later.
        $texts | ForEach-Object { $_ | Should -Match "$($date.Substring(0, 10)) \d\d:\d\d|$([datetime]::UtcNow.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)) \d\d:\d\d" }
    }

    It 'of a raw answer, a file and a job still filter' {
        $file = Join-Path $TestDrive 'configs.xml'
        $configs | Export-Clixml $file
        $copies = Import-Clixml $file
        ($copies | Sort-Object DateCreated).Count | Should -Be 12
        $copies[0].DateCreated.Kind | Should -Be 'Local'
        $copies[0].DateCreated | Should -Be $configs[0].DateCreated
        @(Get-RicloudWebhookConfig -CreatedBefore $copies[6].DateCreated).Count | Should -Be @($configs | Where-Object DateCreated -le $configs[6].DateCreated).Count
        @(Get-RicloudWebhookConfig -CreatedAfter ($configs[6] | ConvertTo-Json | ConvertFrom-Json).DateCreated).Count | Should -Be @($configs | Where-Object DateCreated -ge $configs[6].DateCreated).Count
        $raw = Invoke-RicloudApi "/configs/webhook/$($configs[6].Id)"
        @(Get-RicloudWebhookConfig -CreatedAfter $raw.date_created).Count | Should -Be @($configs | Where-Object DateCreated -ge $configs[6].DateCreated).Count
    }

    It 'are right where clocks stand in Tokyo and in New York' -Skip:($PSVersionTable.PSVersion -lt '7.0' -or $IsWindows) {
        $script = Join-Path $TestDrive 'zone.ps1'
        Set-Content $script @'
            param($module, $url, $token)
            Import-Module $module
            $null = Connect-Ricloud -Url $url -Token $token
            $c = @(Get-RicloudWebhookConfig)
            $hour = [datetime]::Now.AddHours(-1)
            $job = Start-Job { param($module, $url, $token) Import-Module $module; Connect-Ricloud -Url $url -Token $token; Get-RicloudWebhookConfig -First 1 } -ArgumentList $module, $url, $token | Receive-Job -Wait -AutoRemoveJob
            # In New York this hour comes twice.
            $twice = foreach ($utc in '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z') { [Ricloud.RicloudEvent]::Parse([Text.Encoding]::UTF8.GetBytes('{"id":"u","date_created":"' + $utc + '"}')) }
            @(
                @($c | Where-Object DateCreated -gt $hour).Count
                @($c | Where-Object DateCreated -lt $hour).Count
                (New-TimeSpan $c[0].DateCreated (Get-Date)).TotalMinutes -lt 30 -and (New-TimeSpan $c[0].DateCreated (Get-Date)) -ge [timespan]::Zero
                ($c | Sort-Object DateCreated, Id)[0].Id -eq ($c | Sort-Object Id)[0].Id
                @(Get-RicloudWebhookConfig -CreatedAfter $hour).Count
                @(Get-RicloudWebhookConfig -CreatedBefore $hour).Count
                $job.DateCreated -gt $hour -and $job.DateCreated -eq $c[0].DateCreated
                @(Get-RicloudWebhookConfig -CreatedAfter $job.DateCreated).Id -contains $job.Id
                ($twice | ForEach-Object { ($_ | Format-List | Out-String) -replace '(?s).*(06:30|05:30):00Z.*', '$1' }) -join ' '
                [TimeZoneInfo]::Local.BaseUtcOffset.TotalHours
            ) -join ','
'@
        # A pwsh that came as a NuGet package is run by dotnet.
        $shell = (Get-Process -Id $PID).Path
        $arguments = @(if ((Split-Path $shell -LeafBase) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' }) + '-NoProfile', '-NonInteractive', '-File', $script, $modulePath, $emulator.Url, $emulator.Token
        $zones = 'Asia/Tokyo', 'America/New_York'
        $children = foreach ($zone in $zones) {
            $start = [Diagnostics.ProcessStartInfo] @{ FileName = $shell; RedirectStandardOutput = $true }
            $arguments | ForEach-Object { $start.ArgumentList.Add($_) }
            $start.Environment['TZ'] = $zone
            [Diagnostics.Process]::Start($start)
        }

        $lines = $children | ForEach-Object { $_.StandardOutput.ReadToEnd().Trim() }
        $lines | Should -Be '12,0,True,True,12,0,True,True,05:30 06:30,9', '12,0,True,True,12,0,True,True,05:30 06:30,-5'
    }
}
