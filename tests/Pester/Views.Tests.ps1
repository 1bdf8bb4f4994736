# How the objects look at a prompt, and what they are worth in other people's commands.
BeforeDiscovery {
    $long = 'https://hooks.example.com/' + 'a-long-way-to-the-receiver/' * 5
    $id = '0f8fad5b-d9cb-469f-a165-70867728950e'
    $number = '12345678901234567890'
    $when = [datetime] '2026-11-24T22:16:05Z'
    $outputs = @(
        @{ Type = 'Ricloud.WebhookConfig'; Values = @{ Id = $number; State = 'deactivated'; Url = $long; DateCreated = $when } }
        @{ Type = 'Ricloud.StorageConfig'; Values = @{ Id = $number; State = 'deactivated'; Url = 'gs://bucket/' + 'a-long-way-to-the-results/' * 5; DateCreated = $when } }
        @{ Type = 'Ricloud.RicloudTask'; Values = @{ Id = $number; Target = $number; State = 'processing'; Error = 'connection-refused-by-peer'; Type = 'webhook_config.test.of.all'; DateCreated = $when } }
        @{ Type = 'Ricloud.Organisation'; Values = @{ Id = $number; Name = 'An organisation with a very long name indeed'; State = 'unconfigured'; WebhookConfigDefault = $number } }
        @{ Type = 'Ricloud.Key'; Values = @{ Id = $number; Type = 'permanent'; State = 'deactivated'; WebhookConfig = $number; DateExpires = $when } }
        @{ Type = 'Ricloud.RicloudEvent'; Values = @{ Id = $id; Type = 'webhook_config'; Action = 'deactivated'; State = 'delivered'; DateCreated = $when } }
        @{ Type = 'Ricloud.EventDelivery'; Values = @{ EventId = $id; StatusCode = 503; Url = $long } }
        @{ Type = 'Ricloud.EventRestoration'; Values = @{ Id = $id; State = 'pending'; Retries = 5; Outcome = 'declined'; Url = $long; DateCreated = $when; Reason = 'It is failed after 5 retries. ' * 4 } }
        @{ Type = 'Ricloud.WebhookHealth'; Values = @{ Id = $number; Status = 'Degraded'; Delivered = 123456; Failed = 123456; Pending = 1234567; Url = $long; Reason = 'It is deactivated and in use, so nothing is delivered. ' * 4 } }
        @{ Type = 'Ricloud.WebhookVerification'; Values = @{ Verdict = 'FromFuture'; Reason = 'It was signed in what is the future here. ' * 4; Timestamp = $when } }
        @{ Type = 'Ricloud.WebhookConfigStep'; Values = @{ Action = 'reactivate'; Outcome = 'declined'; Subject = "webhook config $number"; Url = $long } }
    )
    $coloured = $PSVersionTable.PSVersion -ge '7.2'
}

Describe 'Views' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        function Get-Line($Object, [string] $Rendering = 'Ansi') {
            if ($PSVersionTable.PSVersion -ge '7.2') {
                $before = $PSStyle.OutputRendering
                $PSStyle.OutputRendering = $Rendering
            }

            try {
                @(($Object | Out-String -Width 80) -split '\r?\n' | Where-Object { $_.Trim() })
            }
            finally {
                if ($PSVersionTable.PSVersion -ge '7.2') { $PSStyle.OutputRendering = $before }
            }
        }

        function Remove-Colour([string] $Text) { $Text -replace "$([char] 27)\[[0-9;]*m" }
        function New-Config([string] $State, [string] $Id = '7', [string] $Created = '2026-11-24T22:16:05Z') {
            [Ricloud.WebhookConfig] @{ Id = $Id; State = $State; Url = 'https://example.com/a'; DateCreated = [datetime] $Created }
        }
    }

    It 'of a <Type> fits a row into 80 columns, with colours too' -ForEach $outputs {
        $lines = Get-Line (1..2 | ForEach-Object { $Values -as ($Type -as [type]) })
        $lines | ForEach-Object { (Remove-Colour $_).Length | Should -BeLessOrEqual 80 }
        if ($Type -ne 'Ricloud.WebhookVerification') {
            # Its reason is a sentence that nobody wants cut; all others are a header, its rule and two rows.
            @($lines).Count | Should -Be 4
        }
    }

    It 'of what only commands make fit a row into 80 columns too' {
        $emulator = Start-TestEmulator
        try {
            $sent = [Ricloud.RicloudEvent] @{ Id = '0f8fad5b-d9cb-469f-a165-70867728950e'; Type = 'webhook_config'; Action = 'deactivated' }
            $received = [Ricloud.ReceivedEvent]::new($sent, [Text.Encoding]::UTF8.GetBytes('{}'))
            foreach ($output in $emulator, (Get-RicloudSession), $received) {
                $lines = Get-Line $output
                @($lines).Count | Should -Be 3
                $lines | ForEach-Object { (Remove-Colour $_).Length | Should -BeLessOrEqual 80 }
            }
        }
        finally {
            Stop-RicloudEmulator
        }
    }

    It 'of every type that a command writes are looked at here' -TestCases @{ Known = $outputs.Type } {
        $here = @($Known) + 'Ricloud.EventTrace', 'Ricloud.PowerShell.RicloudEmulator', 'Ricloud.PowerShell.RicloudSession', 'Ricloud.ReceivedEvent' | Sort-Object
        $written = (Get-Command -Module Ricloud).OutputType.Name | Where-Object { $_ -like 'Ricloud.*' } | Sort-Object -Unique
        $written -join ' ' | Should -Be ($here -join ' ')
    }

    It 'colours the state <State> <Colour>' -Skip:(-not $coloured) -ForEach @(
        @{ State = 'valid'; Colour = 'Green' }, @{ State = 'new'; Colour = 'Yellow' }
        @{ State = 'invalid'; Colour = 'Red' }, @{ State = 'deactivated'; Colour = 'BrightBlack' }
    ) {
        $expected = $PSStyle.Foreground.$Colour + $State + $PSStyle.Reset
        (Get-Line (New-Config $State))[2] | Should -Match ([regex]::Escape($expected))
        (Get-Line (New-Config $State | Format-List))[1] | Should -Match ([regex]::Escape($expected))
    }

    It 'leaves a state that it does not know as it is' {
        Remove-Colour (Get-Line (New-Config 'paused'))[2] | Should -BeLike '7 *paused *'
        (Get-Line (New-Config 'paused'))[2] | Should -Not -Match ([char] 27)
    }

    It 'has no colours where plain text is asked for or written' {
        $config = New-Config 'valid'
        (Get-Line $config 'PlainText') -join '' | Should -Not -Match ([char] 27)
        $file = Join-Path $TestDrive 'out.txt'
        $config > $file
        Get-Content $file -Raw | Should -Not -Match ([char] 27)
        Get-Content $file -Raw | Should -Match ' valid '
    }

    It 'shows what comes back from a job or a file as it shows the original' {
        $file = Join-Path $TestDrive 'config.xml'
        $config = New-Config 'valid' -Created '2026-01-02T03:04:05+02:00'
        $config | Export-Clixml $file
        (Get-Line (Import-Clixml $file)) -join "`n" | Should -Be ((Get-Line $config) -join "`n")
        (Get-Line $config)[2] | Should -Match ' 2026-01-02 01:04 '
        @(Get-Line (Import-Clixml $file | Format-List)) -match 'DateCreated' | Should -Match '2026-01-02 01:04:05Z'
    }

    It 'shows no date where there is none' {
        (Get-Line ([Ricloud.WebhookConfig] @{ Id = '7'; State = 'new'; Url = 'https://example.com/a' }))[2] | Should -Match ' https://example.com/a'
    }

    It 'shows states under strict mode and without $PSStyle' {
        $shown = & { Set-StrictMode -Version Latest; Get-Line (New-Config 'invalid') }
        Remove-Colour $shown[2] | Should -Match ' invalid '
    }

    It 'adds no error for a date that is not there' {
        & {
            Set-StrictMode -Version Latest
            $Error.Clear()
            $null = [Ricloud.Key] @{ Id = '1'; State = 'active' } | Out-String
            $Error.Count
        } | Should -Be 0
    }
}

Describe 'Objects in other commands' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $configs = @(
            [Ricloud.WebhookConfig] @{ Id = '7'; State = 'valid'; Url = 'https://example.com/a'; DateCreated = [datetime] '2026-01-02' }
            [Ricloud.WebhookConfig] @{ Id = '8'; State = 'invalid'; Url = 'https://example.com/b'; DateCreated = [datetime] '2025-12-01' }
            [Ricloud.WebhookConfig] @{ Id = '9'; State = 'valid'; Url = 'https://example.com/c'; DateCreated = [datetime] '2026-01-01' }
        )
    }

    It 'are grouped by state and sorted by date' {
        ($configs | Group-Object State -NoElement | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.Count)" }) -join ', ' | Should -Be 'invalid 1, valid 2'
        ($configs | Sort-Object DateCreated).Id -join ' ' | Should -Be '8 9 7'

        $file = Join-Path $TestDrive 'sorted.xml'
        $configs | Export-Clixml $file
        (Import-Clixml $file | Sort-Object DateCreated).Id -join ' ' | Should -Be '8 9 7'
    }

    It 'begin with the id, and leave secrets and what is unknown out, in a CSV and for Select-Object *' {
        $columns = 'Id', 'Resource', 'Organisation', 'Url', 'State', 'DateCreated'
        ($configs | ConvertTo-Csv -NoTypeInformation)[0] | Should -Be ('"' + ($columns -join '","') + '"')
        ($configs[0] | Select-Object *).PSObject.Properties.Name | Should -Be $columns
    }

    It 'show what this version does not know, and what an event is about, as objects, its secret hidden' {
        $body = '{"id":"1","resource":"event","type":"webhook_config","action":"created","data":{"id":7,"secret":"hush-hush"},"colour":"blue"}'
        $occurrence = [Ricloud.RicloudEvent]::Parse([Text.Encoding]::UTF8.GetBytes($body))
        $occurrence.AdditionalProperties.colour | Should -Be 'blue'
        $all = $occurrence | Select-Object *
        ($occurrence | Select-Object AdditionalProperties).AdditionalProperties.colour | Should -Be 'blue'
        $all.Data.id | Should -Be 7
        foreach ($text in ($occurrence | ConvertTo-Csv), ($occurrence | ConvertTo-Json), ($all | Out-String)) {
            "$text" | Should -Not -Match 'blue'
        }
        $file = Join-Path $TestDrive 'event.xml'
        $occurrence | Export-Clixml $file
        (Import-Clixml $file).AdditionalProperties.colour | Should -Be 'blue'
        foreach ($text in ($occurrence | ConvertTo-Json -Depth 5), ($occurrence | ConvertTo-Csv), ($all | Out-String), ($all | ConvertTo-Json -Depth 5)) {
            "$text" | Should -Not -Match 'hush'
        }
    }

    It 'have the id first in a CSV of <_>' -ForEach 'Ricloud.RicloudTask', 'Ricloud.Organisation', 'Ricloud.Key', 'Ricloud.RicloudEvent' {
        ((@{ Id = '5' } -as ($_ -as [type])) | ConvertTo-Csv -NoTypeInformation)[0] | Should -BeLike '"Id",*'
    }

    It 'come back from a file as they were, but for the secret' {
        $file = Join-Path $TestDrive 'configs.xml'
        $configs | Export-Clixml $file
        (Import-Clixml $file).PSObject.Properties.Name | Should -Not -Contain 'Secret'
        (Import-Clixml $file).Id -join ' ' | Should -Be '7 8 9'
    }
}

Describe 'The address of a receiver' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $base = 'http://127.0.0.1:50800/_emulator/receiver'
        $objects = @{
            WebhookConfig = { param($name) [Ricloud.WebhookConfig] @{ Id = 7L; State = 'valid'; Url = "$base/$name" } }
            EventDelivery = { param($name) [Ricloud.EventDelivery] @{ EventId = '0f8fad5b-d9cb-469f-a165-70867728950e'; StatusCode = 200; Url = "$base/$name/0f8fad5b-d9cb-469f-a165-70867728950e" } }
            WebhookConfigStep = { param($name) [Ricloud.WebhookConfigStep] @{ Action = 'create'; Outcome = 'planned'; Subject = 'webhook config'; Url = "$base/$name" } }
        }
    }

    It 'is told from its neighbours at 80 columns, and whole at 120, in the view of a <_>' -ForEach 'WebhookConfig', 'EventDelivery', 'WebhookConfigStep' {
        foreach ($name in 'orders', 'invoices') {
            & $objects[$_] $name | Out-String -Width 80 | Should -Match "receiver/$name"
            & $objects[$_] $name | Out-String -Width 120 | Should -Match ([regex]::Escape("$base/$name"))
        }
    }

    It 'and of no object are members that nobody wrote' {
        foreach ($make in $objects.Values) {
            (& $make 'orders' | Get-Member).Name | Should -Not -Contain '<Clone>$'
        }
    }
}
