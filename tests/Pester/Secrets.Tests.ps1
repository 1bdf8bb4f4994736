# Every type that a cmdlet writes, with credentials planted wherever the API could send one, against everything that copies,
# shows or stores an object. The emulator's fault rules answer in the API's place.

BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $plant = 'pl4nted-credential'
    $pem = "-----BEGIN PRIVATE KEY-----\n$plant"
    $bag = @{ secret = $plant; deep = @(@{ clientSecret = $plant; more = @{ password = $plant; credentials = @{ any = @{ name = $plant; number = 5 } } } }) }
    $storage = @{
        id = 4; resource = 'storage_config'; organisation = 1; type = 'gs'; url = 'gs://bucket/place'; state = 'valid'; unknown = $bag
        credentials = @{ private_key = $pem; client_email = $plant; type = 'service_account' }; secret_access_key = $plant; AccessKey = $plant
    }
    $config = @{ id = 7; resource = 'webhook_config'; organisation = 1; url = 'https://example.com/a'; secret = $plant; state = 'valid'; date_created = '2026-01-02T03:04:05Z'; api_key = $plant; unknown = $bag }
    $key = @{ id = 5; resource = 'key'; type = 'standard'; token = $plant; state = 'active'; 'X-Api-Key' = $plant; unknown = $bag }
    $task = @{ id = 9; resource = 'task'; type = 'webhook_config.test'; target = '7'; state = 'succeeded'; results = @{ resource = 'list'; data = @($bag, $storage) }; authorization = $plant }
    $occurrence = @{ id = 'e1'; resource = 'event'; type = 'webhook_config'; action = 'created'; data = ($config + @{ storage = $storage; notes = $pem }); unknown = $bag }
    function List($Items) { @{ resource = 'list'; data = @($Items); has_more = $false; total_count = 1; url = '/x' } }
    $organisation = @{
        id = 1; resource = 'organisation'; name = 'Org'; permissions = @{ id = 1; tokens = @($plant); scopes = $bag }; storage_configs = List $storage
        webhook_configs = List $config; state = 'active'; unknown = $bag; config = @{ connectionString = $plant }
    }
    function Answer($Path, $Body, $Status = 200) { @{ kind = 'status'; status = $Status; path = $Path; body = $Body } }
    $faults = @(
        Answer '/organisation' $organisation
        Answer '/key' $key
        Answer '/keys' (List $key)
        Answer '/keys/6' @{ error = 'invalid-parameter'; message = 'no'; params = @{ token = $plant; deep = $bag } } 400
        Answer '/keys/*' $key
        Answer '/tasks' (List $task)
        Answer '/tasks/*' $task
        Answer '/events' (List $occurrence)
        Answer '/events/*' $occurrence
        Answer '/configs/webhook' (List $config)
        Answer '/configs/webhook/8' @{ unexpected = $bag; secret = $plant }
        Answer '/configs/webhook/*' $config
        Answer '/configs/storage' (List $storage)
        Answer '/configs/storage/*' $storage
    )
    $emulator = Start-RicloudEmulator -Path (Join-Path $root 'out/emulator') -Token $plant -Fault $faults
    Connect-Ricloud -Url $emulator.Url -Token $plant
    $body = $occurrence | ConvertTo-Json -Depth 20 -Compress -WarningAction SilentlyContinue
    $signature = New-RicloudWebhookSignature $body $plant

    # How to get an object of each type that a cmdlet says it writes.
    $producers = @{
        'Ricloud.PowerShell.RicloudSession' = { Get-RicloudSession }
        'Ricloud.PowerShell.RicloudEmulator' = { $emulator }
        'Ricloud.WebhookConfig' = { Get-RicloudWebhookConfig; Get-RicloudWebhookConfig 7; Set-RicloudWebhookConfig 7 -State new }
        'Ricloud.StorageConfig' = { Get-RicloudStorageConfig; Get-RicloudStorageConfig 4; Set-RicloudStorageConfig 4 -Credential @{ key = $plant } }
        'Ricloud.Key' = { Get-RicloudKey; Get-RicloudKey -Current; Set-RicloudKey 5 -WebhookConfig 7; Update-RicloudKeyToken 5 -Confirm:$false }
        'Ricloud.Organisation' = { Get-RicloudOrganisation; Set-RicloudOrganisation -DefaultWebhookConfig 7 }
        'Ricloud.RicloudTask' = { Get-RicloudTask; Get-RicloudTask 9 }
        'Ricloud.RicloudEvent' = { Get-RicloudEvent; Get-RicloudEvent e1 }
        'Ricloud.ReceivedEvent' = { ConvertFrom-RicloudWebhook -Body $body -Signature $signature -Secret $plant }
        'Ricloud.WebhookVerification' = { Test-RicloudWebhookSignature $body $signature -Secret $plant -Detailed }
        'Ricloud.EventRestoration' = { Get-RicloudEvent e1 | Restore-RicloudEvent -To "$($emulator.Url)/x" -Secret $plant -WarningAction SilentlyContinue }
        'Ricloud.WebhookHealth' = { Get-RicloudWebhookHealth -WarningAction SilentlyContinue }
        'Ricloud.EventTrace' = { Trace-RicloudEvent e1 -Probe -TimeoutSec 2; Trace-RicloudEvent -Key 5 }
        'Ricloud.EventDelivery' = { Get-RicloudEvent e1 | Send-RicloudEvent "$($emulator.Url)/x" -Secret $plant -SkipHttpErrorCheck }
        'Ricloud.WebhookConfigStep' = { Get-RicloudWebhookConfig | Compare-RicloudWebhookConfig -IncludeEqual; 'https://example.com/b' | Compare-RicloudWebhookConfig -Prune }
        'System.Management.Automation.PSObject' = {
            foreach ($path in '/organisation', '/keys', '/configs/storage/4', '/configs/webhook/7', '/events/e1') { Invoke-RicloudApi $path }
            Invoke-RicloudApi /tasks -Paginate
        }
    }
    $failing = { Get-RicloudKey 6; Get-RicloudWebhookConfig 8; Set-RicloudKey 6 -WebhookConfig 7; try { Test-RicloudWebhookSignature x y -Secret @{ a = $plant } } catch { $_ } }

    $bytes = [Text.Encoding]::UTF8.GetBytes($plant), [Text.Encoding]::Unicode.GetBytes($plant)
    $forms = @(
        $plant
        $bytes | ForEach-Object { [Convert]::ToHexString($_) }
        # In base64 a text reads in three ways, by where it begins.
        foreach ($of in $bytes) {
            foreach ($shift in 0, 1, 2) { ([Convert]::ToBase64String([byte[]]::new($shift) + $of)).Substring(4, 16) }
        }
    )

    function Find-Plant($Text, $Where) {
        foreach ($form in $forms) {
            if ("$Text".Contains($form, 'OrdinalIgnoreCase')) { "$($Where): ...$("$Text".Substring([math]::Max(0, "$Text".IndexOf($form, [StringComparison]::OrdinalIgnoreCase) - 60), 60))" }
        }
    }
}

AfterAll { Stop-RicloudEmulator $emulator }

Describe 'A credential' {
    It 'is planted in every type that a cmdlet writes' {
        $written = (Get-Command -Module Ricloud).OutputType.Name | Where-Object { $_ -notin 'System.Void', 'System.String', 'System.Boolean' } | Sort-Object -Unique
        $written | Should -Be ($producers.Keys | Sort-Object)
        foreach ($type in $producers.Keys) { & $producers[$type] | Should -Not -BeNullOrEmpty -Because $type }
    }

    It 'is in no export, view, copy or stream of any of them' {
        $found = foreach ($type in $producers.Keys) {
            $objects = @(& $producers[$type])
            foreach ($depth in 1..10) { Find-Plant ($objects | ConvertTo-Json -Depth $depth -WarningAction SilentlyContinue) "$type as JSON $depth" }
            Find-Plant ($objects | Select-Object * | ConvertTo-Json -Depth 10 -WarningAction SilentlyContinue) "$type selected, as JSON"
            Find-Plant ($objects | ConvertTo-Csv) "$type as CSV"
            Find-Plant ($objects | Select-Object * | ConvertTo-Csv) "$type selected, as CSV"
            foreach ($depth in 1, 2, 10) { Find-Plant ([System.Management.Automation.PSSerializer]::Serialize($objects, $depth)) "$type as CliXml $depth" }
            Find-Plant ([System.Management.Automation.PSSerializer]::Serialize(@($objects | Select-Object *), 10)) "$type selected, as CliXml"
            if ($type -notlike '*RicloudEmulator') {
                $picked = @($objects | Select-Object Id, Secret, Token, AdditionalProperties, Data, RawBody)
                Find-Plant ([System.Management.Automation.PSSerializer]::Serialize($picked, 10)) "$type with its secret selected, as CliXml"
            }
            Find-Plant ($objects | Format-List * -Force | Out-String -Width 2000) "$type as a list of all"
            Find-Plant ($objects | Format-Custom -Depth 10 | Out-String -Width 2000) "$type as custom"
            Find-Plant ($objects | Format-Table * | Out-String -Width 2000) "$type as a table of all"
            Find-Plant ($objects | Out-String -Width 2000) "$type as it is shown"
            Find-Plant (($objects | ConvertTo-Xml -Depth 5).OuterXml) "$type as XML"
            Find-Plant ($objects | ConvertTo-Html) "$type as HTML"
            Find-Plant "$objects" "$type as text"
            Find-Plant ($objects.ForEach('ToString') -join ' ') "$type as text"
        }
        $found | Should -BeNullOrEmpty
    }

    It 'is in no copy that a job hands back' {
        $job = Start-Job -ArgumentList $modulePath, $emulator.Url, $plant, ($producers.Values -notmatch 'emulator|body' -join "`n") {
            param($Module, $Url, $Token, $Producers)
            Import-Module $Module
            Connect-Ricloud -Url $Url -Token $Token
            & ([scriptblock]::Create($Producers))
        }
        $copies = $job | Receive-Job -Wait -AutoRemoveJob
        $copies.Count | Should -BeGreaterThan 15
        $copies.ForEach({ $_.PSObject.TypeNames[0] }) | Should -Contain 'Deserialized.Ricloud.WebhookConfig'
        Find-Plant ([System.Management.Automation.PSSerializer]::Serialize($copies, 10)) 'copies' | Should -BeNullOrEmpty
        Find-Plant ($copies | ConvertTo-Json -Depth 10 -WarningAction SilentlyContinue) 'copies' | Should -BeNullOrEmpty
    }

    It 'is in no transcript' {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $runspace = [powershell]::Create([initialsessionstate]::CreateDefault())
        $null = $runspace.AddScript({
            param($Module, $Url, $Token, $Transcript, $Producers)
            Import-Module $Module
            Connect-Ricloud -Url $Url -Token $Token
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $null = Start-Transcript $Transcript
            & ([scriptblock]::Create($Producers)) | Tee-Object -Variable all | Out-Default
            $all | Format-List * -Force | Out-Default
            Get-RicloudKey 6 2>&1 | Out-Default
            $Error | Format-List * -Force | Out-Default
            $null = Stop-Transcript
        }).AddParameters(@($modulePath, $emulator.Url, $plant, $transcript, ($producers.Values -notmatch 'emulator|body' -join "`n"))).Invoke()
        $text = Get-Content $transcript -Raw
        $text -match 'GET /keys/6: ' | Should -BeTrue
        $text -match 'webhook_config.test' | Should -BeTrue
        Find-Plant $text 'transcript' | Should -BeNullOrEmpty
    }

    It 'is in no stream and no error' {
        $Error.Clear()
        $shown = & {
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $ErrorActionPreference = 'Continue'
            foreach ($producer in $producers.Values) { & $producer }
            & $failing
        } *>&1 | Out-String -Width 500
        $shown | Should -BeLike '*GET /keys/6*'
        Find-Plant $shown 'streams' | Should -BeNullOrEmpty
        $Error.Count | Should -BeGreaterThan 3
        foreach ($record in $Error) {
            Find-Plant ($record | Format-List * -Force | Out-String -Width 2000) 'error' | Should -BeNullOrEmpty
            Find-Plant ([System.Management.Automation.PSSerializer]::Serialize($record, 3)) 'error' | Should -BeNullOrEmpty
            Find-Plant ($record.Exception | Select-Object Message, ApiMessage, Params, BodyExcerpt, Error | ConvertTo-Json -Depth 10 -WarningAction SilentlyContinue) 'error' | Should -BeNullOrEmpty
        }
    }

    It 'is given to who asks for it' {
        $config = Get-RicloudWebhookConfig 7
        $config.Secret.Reveal() | Should -Be $plant
        $config.RevealSecret() | Should -Be $plant
        ($config | Select-Object Id, Secret).Secret.Reveal() | Should -Be $plant
        ConvertFrom-SecureString $config.Secret -AsPlainText | Should -Be $plant
        (Get-RicloudKey 5).Token.Reveal() | Should -Be $plant
        (Invoke-RicloudApi /configs/storage/4).credentials.private_key.Reveal() | Should -BeLike "*$plant"
        (Get-RicloudOrganisation).StorageConfigs.Data[0].Credentials.client_email.Reveal() | Should -Be $plant
        $config.AdditionalProperties.unknown.deep[0].clientSecret.Reveal() | Should -Be $plant
        $received = ConvertFrom-RicloudWebhook -Body $body -Signature $signature -Secret $plant
        Test-RicloudWebhookSignature -Body $received.RawBody -Signature $received.Signature -Secret $plant | Should -BeTrue
    }
}
