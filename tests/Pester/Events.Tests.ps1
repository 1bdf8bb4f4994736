BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $emulator = Start-TestEmulator

    function Get-FreePort {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        try { $listener.LocalEndpoint.Port } finally { $listener.Stop() }
    }

    # Runs a script in a runspace of its own, so that it can receive while the test sends.
    function Start-Beside([string] $Script, [hashtable] $Values) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$modulePath'").AddStatement()
        foreach ($name in $Values.Keys) { $null = $shell.AddCommand('Set-Variable').AddParameter('Name', $name).AddParameter('Value', $Values[$name]).AddStatement() }
        $null = $shell.AddScript($Script)
        @{ Shell = $shell; Run = $shell.BeginInvoke() }
    }

    function Wait-Listening([int] $Port) {
        $deadline = [datetime]::UtcNow.AddSeconds(20)
        while ($true) {
            try { [System.Net.Sockets.TcpClient]::new('127.0.0.1', $Port).Dispose(); return }
            catch { if ([datetime]::UtcNow -gt $deadline) { throw }; [System.Threading.Thread]::Sleep(20) }
        }
    }

    function Complete-Beside($Beside) {
        try {
            , @($Beside.Shell.EndInvoke($Beside.Run))
        }
        finally {
            $Beside.Failure = "$($Beside.Shell.Streams.Error)"
            $Beside.Shell.Dispose()
        }
    }
}

AfterAll { $emulator | Stop-RicloudEmulator }

Describe 'Receive-RicloudEvent' {
    It 'hands an event to Select-Object -First and has it answered with 200' {
        $port = Get-FreePort
        $beside = Start-Beside 'Receive-RicloudEvent -Port $port -Secret sec | Select-Object -First 2' @{ port = $port }
        Wait-Listening $port
        1..2 | ForEach-Object { (Send-RicloudEvent "http://127.0.0.1:$port" -Type task -Action failed -Secret sec).StatusCode } | Should -Be 200, 200
        $events = Complete-Beside $beside
        $events.Count | Should -Be 2
    }

    It 'puts the key back before SIG<_> ends the process' -ForEach TERM, HUP -Skip:($PSVersionTable.Platform -ne 'Unix') {
        $port = Get-FreePort
        $state = Join-Path $TestDrive "$_.json"
        $script = Join-Path $TestDrive receive.ps1
        Set-Content $script 'param($module, $url, $token, $port, $state) Import-Module $module; Connect-Ricloud -Url $url -Token $token; Receive-RicloudEvent -Port $port -PublicUrl "http://127.0.0.1:$port/" -StatePath $state'
        $process = Start-Process $program (@($library) + '-NoProfile', '-NonInteractive', '-File', $script, $modulePath, $emulator.Url, $emulator.Token, $port, $state) -PassThru -RedirectStandardOutput (Join-Path $TestDrive out)
        try {
            $deadline = [datetime]::UtcNow.AddSeconds(60)
            while (-not (Get-RicloudKey -Current).WebhookConfig -and [datetime]::UtcNow -lt $deadline) { [System.Threading.Thread]::Sleep(50) }
            (Get-RicloudKey -Current).WebhookConfig | Should -Not -BeNullOrEmpty
            kill "-$_" $process.Id
            $process.WaitForExit(60000) | Should -BeTrue
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
        }

        (Get-RicloudKey -Current).WebhookConfig | Should -BeNullOrEmpty
        Get-RicloudWebhookConfig -Url "http://127.0.0.1:$port/" | Should -BeNullOrEmpty
        $state | Should -Not -Exist
    }

    It 'answers 503 to what a neighbour threw away' {
        $port = Get-FreePort
        $beside = Start-Beside 'Receive-RicloudEvent -Port $port -Secret sec | ForEach-Object { throw "no" }' @{ port = $port }
        Wait-Listening $port
        (Send-RicloudEvent "http://127.0.0.1:$port" -Type task -Action failed -Secret sec -SkipHttpErrorCheck).StatusCode | Should -Be 503
        $null = Complete-Beside $beside
        $beside.Failure | Should -Be 'no'
    }

    It 'gives objects that keep no secret in JSON and CSV' {
        $port = Get-FreePort
        $beside = Start-Beside 'Receive-RicloudEvent -Port $port -Secret planted-secret-0815 -Count 1' @{ port = $port }
        Wait-Listening $port
        $null = Send-RicloudEvent "http://127.0.0.1:$port" -Type task -Action failed -Data @{ id = 7 } -Secret planted-secret-0815
        $received = (Complete-Beside $beside)[0]
        $received | ConvertTo-Json -Depth 5 | Should -Not -Match 'planted'
        $received | ConvertTo-Csv | Out-String | Should -Not -Match 'planted'
        $received.Data.id | Should -Be 7
        ($received | Format-Table | Out-String) | Should -Not -Match 'RawBody'
    }
}

Describe 'Send-RicloudEvent' {
    It 'sends nothing with -WhatIf' {
        Send-RicloudEvent 'http://127.0.0.1:9/' -Type task -Action failed -Secret sec -WhatIf | Should -BeNullOrEmpty
    }

    It 'sends again what is piped: events of the API' {
        $null = Invoke-RicloudApi /_emulator/events POST -Body @{ type = 'poll'; action = 'completed'; data = @{ id = 1 } }
        $sent = Get-RicloudEvent -Type poll -First 1 | Send-RicloudEvent (Get-Receiver again) -Secret sec
        $sent.StatusCode | Should -Be 200
        (Invoke-RicloudApi /_emulator/receiver/again).data[0].body | Should -Match '"completed"'
    }

    It 'tells a refusal from a receiver that is not there' {
        { Send-RicloudEvent (Get-Receiver no '?status=401') -Type task -Action failed -Secret sec -ErrorAction Stop } |
            Should -Throw -ErrorId (Get-ErrorId DeliveryRefused Send-RicloudEvent)
        { Send-RicloudEvent 'http://127.0.0.1:9/' -Type task -Action failed -Secret sec -ErrorAction Stop } |
            Should -Throw -ErrorId (Get-ErrorId DeliveryFailed Send-RicloudEvent)
    }
}

Describe 'Import-RicloudEvent' {
    It 'reads back what -OutFile has kept' {
        $port = Get-FreePort
        $file = Join-Path $TestDrive events.jsonl
        $beside = Start-Beside 'Receive-RicloudEvent -Port $port -Secret sec -OutFile $file -Count 1' @{ port = $port; file = $file }
        Wait-Listening $port
        $null = Send-RicloudEvent "http://127.0.0.1:$port" -Type task -Action failed -Secret sec
        $received = (Complete-Beside $beside)[0]
        (Import-RicloudEvent $file).Id | Should -Be $received.Id
        (Get-Item $file | Import-RicloudEvent).Action | Should -Be failed
        (Import-RicloudEvent $file | Send-RicloudEvent (Get-Receiver replayed) -Secret sec).StatusCode | Should -Be 200
    }

    It 'says which file or line can not be read' {
        { Import-RicloudEvent (Join-Path $TestDrive none.jsonl) -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId FileUnreadable Import-RicloudEvent)
        $file = Join-Path $TestDrive torn.jsonl
        Set-Content $file 'no event', ''
        { Import-RicloudEvent $file -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId LineUnreadable Import-RicloudEvent)
    }
}

Describe 'Get-RicloudEvent' {
    BeforeAll { $id = (Invoke-RicloudApi /_emulator/events POST -Body @{ type = 'session'; action = 'after'; data = @{ id = 5 } }).id }

    It 'lists by type and action, and gives one by its id' {
        (Get-RicloudEvent -Type session -Action after -First 1).Id | Should -Be $id
        ($id | Get-RicloudEvent).Data.id | Should -Be 5
        ([pscustomobject]@{ Id = $id } | Get-RicloudEvent).Type | Should -Be session
    }

    It 'says which does not exist' {
        { Get-RicloudEvent '00000000-0000-0000-0000-000000000000' -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId NotFound Get-RicloudEvent)
    }
}

Describe 'Watch-RicloudEvent' {
    It 'gives what has come since an event' {
        $first = (Invoke-RicloudApi /_emulator/events POST -Body @{ type = 'poll'; action = 'created'; data = @{ id = 1 } }).id
        $second = (Invoke-RicloudApi /_emulator/events POST -Body @{ type = 'poll'; action = 'failed'; data = @{ id = 1 } }).id
        (Watch-RicloudEvent $first -Type poll.* -Count 1 -TimeoutSec 20).Id | Should -Be $second
    }

    It 'ends in time without a word' { Watch-RicloudEvent -TimeoutSec 1 | Should -BeNullOrEmpty }

    It 'refuses what is no event' {
        { Watch-RicloudEvent (Get-RicloudOrganisation) -ErrorAction Stop } | Should -Throw -ErrorId (Get-ErrorId WrongKindOfObject Watch-RicloudEvent)
    }
}

Describe 'Restore-RicloudEvent' {
    BeforeAll {
        $missed = 1..40 | ForEach-Object { (Invoke-RicloudApi /_emulator/events POST -Body @{ type = 'session'; action = 'expired'; data = @{ id = $_; key = 1 } }).id }
        $slow = New-RicloudWebhookConfig (Get-Receiver slow '?delay=50') -Wait
        $journal = Join-Path $TestDrive 'restored.jsonl'
        $script = "Import-Module '$modulePath'; `$null = Connect-Ricloud -Url $((Get-RicloudSession).Url) -Token $($emulator.Token); Restore-RicloudEvent -Type session -To $($slow.Id) -Journal '$journal'"
    }
    AfterAll { $slow | Remove-RicloudWebhookConfig -Force -WarningAction SilentlyContinue }

    It 'goes on where a run was killed, and sends none twice but what was under way' {
        $start = [Diagnostics.ProcessStartInfo]::new($program)
        @($library) + '-NoProfile', '-NonInteractive', '-Command', $script | Where-Object { $_ } | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $true
        $killed = [Diagnostics.Process]::Start($start)
        try { while (-not (Test-Path $journal) -or @(Get-Content $journal).Count -lt 6) { if ($killed.HasExited) { throw $killed.StandardOutput.ReadToEnd() } } }
        finally { $killed.Kill() }
        $killed.WaitForExit()
        $noted = Get-Content $journal -Raw
        $done = @($missed | Where-Object { $noted.Contains($_) }).Count

        $rest = @(Restore-RicloudEvent -Type session -To $slow -Journal $journal | Where-Object Id -in $missed)

        $done | Should -BeLessThan 40
        $rest.Count | Should -Be (40 - $done)
        $got = (Invoke-RicloudApi "/_emulator/receiver/slow").data.event | Where-Object { $_ -in $missed }
        @($got | Sort-Object -Unique).Count | Should -Be 40
        @($got).Count | Should -BeLessOrEqual 41
    }
}

Describe 'Get-RicloudWebhookHealth' {
    It 'has a row a config, with a status that a script can branch on' {
        $config = New-RicloudWebhookConfig (Get-Receiver health) -Wait
        $null = Set-RicloudOrganisation $config
        (Get-RicloudWebhookHealth $config -Since ([datetime]::Now.AddHours(1))).Status | Should -Be Healthy
        $null = Set-RicloudOrganisation -NoDefaultWebhookConfig
        ($config | Get-RicloudWebhookHealth -WarningAction SilentlyContinue).Status | Should -Be Unused
        $config | Remove-RicloudWebhookConfig -Force -WarningAction SilentlyContinue
    }
}

Describe 'Trace-RicloudEvent' {
    It 'names what is wrong, and the command that mends it, which does' {
        $config = New-RicloudWebhookConfig (Get-Receiver traced) -Wait
        $null = Set-RicloudOrganisation $config
        $null = $config | Set-RicloudWebhookConfig -State deactivated -Force -WarningAction SilentlyContinue
        $trace = Trace-RicloudEvent -Key 1 -Type poll.completed
        $trace.BreaksAt | Should -Be config
        $null = & ([scriptblock]::Create($trace.Command))
        (Trace-RicloudEvent -Key 1 -Type poll.completed -Probe).BreaksAt | Should -BeNullOrEmpty
        $null = Set-RicloudOrganisation -NoDefaultWebhookConfig
        $config | Remove-RicloudWebhookConfig -Force -WarningAction SilentlyContinue
    }
}

Describe 'samples/azure-function' {
    BeforeAll {
        # What the Functions host has in place of these.
        class HttpResponseContext { [int] $StatusCode; $Body }
        function Push-OutputBinding($Name, $Value) { $script:pushed = @{ Name = $Name; Value = $Value } }
        $env:RICLOUD_SECRET = 'new,old'
        $body = '{"id":"4d1c63c0-8a62-4f0e-9b0a-3c8f2a1d5e77","resource":"event","type":"task","action":"succeeded"}'

        function Invoke-Function($Signature) {
            $request = [pscustomobject]@{ RawBody = $body; Body = $body | ConvertFrom-Json -AsHashtable; Headers = @{ 'ricloud-signature' = $Signature }; Method = 'POST' }
            . ([scriptblock]::Create((Get-Content -Raw "$root/samples/azure-function/run.ps1"))) -Request $request 3>$null
            $script:pushed.Value.StatusCode
        }
    }

    AfterAll { Remove-Item Env:RICLOUD_SECRET }

    It 'accepts the secret <_> while it is being replaced' -ForEach 'old', 'new' {
        Invoke-Function (New-RicloudWebhookSignature $body $_) | Should -Be 200
    }

    It 'refuses a forged request' { Invoke-Function (New-RicloudWebhookSignature $body other) | Should -Be 401 }

    It 'refuses a request without a signature' { Invoke-Function $null | Should -Be 401 }

    It 'has a trigger that takes the API''s deliveries' {
        $function = Get-Content -Raw "$root/samples/azure-function/function.json" | ConvertFrom-Json
        $trigger = $function.bindings | Where-Object type -eq httpTrigger
        $trigger.methods | Should -Be 'post'
        $trigger.name | Should -Be 'Request'
        $trigger.authLevel | Should -Be 'anonymous'
        $trigger.route | Should -Match '/\{eventId\}$'
        ($function.bindings | Where-Object direction -eq out).name | Should -Be 'Response'
    }
}

Describe 'samples/github-actions' {
    It 'runs its script as written' {
        $workflow = Get-Content -Raw "$root/samples/github-actions/wait-for-event.yml"
        $step = ($workflow -split 'run: \|')[1] -replace '(?m)^ {10}'
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive scripts)
        Copy-Item "$root/samples/wait-for-event.ps1" $folder
        $env:GITHUB_OUTPUT = Join-Path $TestDrive output
        $null = Invoke-RicloudApi /_emulator/events POST -Body @{ type = 'session'; action = 'before'; data = @{ id = 1 } }
        $id = (Invoke-RicloudApi /_emulator/events POST -Body @{ type = 'task'; action = 'succeeded'; data = @{ id = 1 } }).id
        $before = Get-RicloudEvent -Type session -First 1
        Copy-Item $modulePath (Join-Path (New-Item -ItemType Directory (Join-Path $TestDrive modules)) Ricloud) -Recurse
        function Import-Module($Path) { if (-not (Test-Path "$Path/Ricloud.psd1")) { throw $Path } }
        Push-Location $TestDrive
        try { & ([scriptblock]::Create(($step -replace '-TimeoutSec 900', "-TimeoutSec 20 -AfterId $($before.Id)"))) }
        finally { Pop-Location }
        Get-Content $env:GITHUB_OUTPUT | Should -Be "event=$id"
    }
}
