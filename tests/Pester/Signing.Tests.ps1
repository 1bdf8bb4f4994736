BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $body = '{"id":"4d1c63c0-8a62-4f0e-9b0a-3c8f2a1d5e77","resource":"event","type":"task","action":"succeeded","data":{"id":7}}'
}

Describe 'New-RicloudWebhookSignature' {
    It 'signs as the vendor''s client does' {
        $vector = (Get-Content -Raw "$root/tests/fixtures/signatures.json" | ConvertFrom-Json).vectors[0]
        New-RicloudWebhookSignature $vector.body $vector.secret -Timestamp $vector.timestamp | Should -Be $vector.header
    }

    It 'signs bytes as it signs their text' {
        $moment = [DateTimeOffset]::UtcNow
        New-RicloudWebhookSignature ([Text.Encoding]::UTF8.GetBytes($body)) sec -Timestamp $moment | Should -Be (New-RicloudWebhookSignature $body sec -Timestamp $moment)
    }

    It 'wants a secret' {
        { New-RicloudWebhookSignature $body '' -ErrorAction Stop } | Should -Throw
    }
}

Describe 'Test-RicloudWebhookSignature' {
    It 'knows a right one, with any of several secrets' {
        Test-RicloudWebhookSignature $body (New-RicloudWebhookSignature $body new) -Secret old, new | Should -BeTrue
    }

    It 'tells why one is wrong' {
        Test-RicloudWebhookSignature $body (New-RicloudWebhookSignature $body other) -Secret sec | Should -BeFalse
        (Test-RicloudWebhookSignature $body 'nonsense' -Secret sec -Detailed).Reason | Should -BeLike 'The Ricloud-Signature header*'
    }
}

Describe 'ConvertFrom-RicloudWebhook' {
    It 'gives the event of a request that is signed' {
        $received = ConvertFrom-RicloudWebhook $body -Signature (New-RicloudWebhookSignature $body sec) -Secret sec
        $received.Type | Should -Be task
        $received.Data.id | Should -Be 7
    }

    It 'takes a request from the pipeline' {
        $request = [pscustomobject]@{ RawBody = $body; Headers = @{ 'Ricloud-Signature' = New-RicloudWebhookSignature $body sec } }
        ($request | ConvertFrom-RicloudWebhook -Secret sec).Action | Should -Be succeeded
    }

    It 'refuses <Name> with <Id>' -ForEach @(
        @{ Name = 'another secret'; Id = 'SignatureMismatch'; Signature = { New-RicloudWebhookSignature $body other } }
        @{ Name = 'an old signature'; Id = 'SignatureTooOld'; Signature = { New-RicloudWebhookSignature $body sec -Timestamp 1538413474 } }
        @{ Name = 'no signature at all'; Id = 'SignatureMalformed'; Signature = { 'none' } }
    ) {
        { ConvertFrom-RicloudWebhook $body -Signature (& $Signature) -Secret sec -ErrorAction Stop } |
            Should -Throw -ErrorId (Get-ErrorId $Id ConvertFrom-RicloudWebhook)
    }

    It 'refuses what is signed and no event' {
        { ConvertFrom-RicloudWebhook '[]' -Signature (New-RicloudWebhookSignature '[]' sec) -Secret sec -ErrorAction Stop } |
            Should -Throw -ErrorId (Get-ErrorId EventUnreadable ConvertFrom-RicloudWebhook)
    }
}
