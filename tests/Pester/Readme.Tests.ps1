# What the pages show, run as a reader runs it who has installed the module: each block in its order, statement by statement.
BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $modulesBefore = $env:PSModulePath
    $env:PSModulePath = (Split-Path $modulePath) + [IO.Path]::PathSeparator + $env:PSModulePath

    function Get-Statement([string] $Text) {
        $errors = $null
        $script = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $null, [ref] $errors)
        if ($errors) { throw "$errors" }
        $script.EndBlock.Statements | ForEach-Object { $_.Extent.Text }
    }
}

AfterAll { $env:PSModulePath = $modulesBefore }

Describe 'README.md' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    BeforeAll {
        $text = (Get-Content -Raw "$root/README.md") -replace "`r"
        $statements = @([regex]::Matches($text, '(?ms)^```powershell\n(.*?)^```$') | ForEach-Object { Get-Statement $_.Groups[1].Value })
        $before = $env:RICLOUD_SECRET
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive reader))
    }

    AfterAll {
        Stop-RicloudEmulator
        Pop-Location
        $env:RICLOUD_SECRET = $before
    }

    It 'installs, and goes on with what can be run at once' {
        # Package.Tests.ps1 does these two in a home of its own.
        $statements[0..1] | Should -Be './build.ps1 Install', 'Import-Module Ricloud'
        $shown = [ordered]@{}
        foreach ($statement in $statements | Select-Object -Skip 2) {
            try { $shown[$statement] = . ([scriptblock]::Create($statement)) }
            catch { throw "${statement}: $_" }
        }

        function Get-Shown([string] $Start) { $shown[@($shown.Keys | Where-Object { $_.StartsWith($Start) })[0]] }
        (Get-Shown 'New-RicloudWebhookConfig -Url "').State | Should -Be valid
        (Get-Shown 'Get-RicloudWebhookConfig -State invalid | Test-').Error | Should -Be connection-refused
        Get-Shown 'Compare-' | Should -BeNullOrEmpty
        (Get-Shown '$default | Update-').State | Should -Be valid
        (Get-Shown 'New-RicloudWebhookConfig "$($bad').Url | Should -BeLike '*/receiver/hooks'
        (Get-Shown 'Receive-').Verdict | Should -Be Valid
        $received.Action | Should -Be succeeded
        (Get-Shown 'Watch-').Type | Should -Be task
    }
}
