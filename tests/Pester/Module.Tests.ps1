BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $manifest = Join-Path $(if ($env:RICLOUD_MODULE) { $env:RICLOUD_MODULE } else { Join-Path $root 'out/Ricloud' }) 'Ricloud.psd1'
    $commands = (Import-PowerShellDataFile $manifest).CmdletsToExport | ForEach-Object { @{ Name = $_ } }
    $hasAnalyzer = [bool](Get-Module -ListAvailable PSScriptAnalyzer)
}

Describe 'The module' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1

        # Each word of the names of the blocks in all these files.
        $described = Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 | ForEach-Object {
            $script = [System.Management.Automation.Language.Parser]::ParseFile($_.FullName, [ref]$null, [ref]$null)
            $script.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -in 'Describe', 'Context' }, $true) |
                ForEach-Object { "$($_.CommandElements[1].Value)" -split ' ' }
        }
    }

    It 'has a manifest that PowerShell accepts' {
        $found = Test-ModuleManifest (Join-Path $modulePath 'Ricloud.psd1')
        $found.PowerShellVersion | Should -Be '5.1'
        $found.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
    }

    It 'exports what the manifest names, and nothing else' {
        $named = (Import-PowerShellDataFile (Join-Path $modulePath 'Ricloud.psd1')).CmdletsToExport | Sort-Object
        (Get-Command -Module Ricloud).Name | Sort-Object | Should -Be $named
    }

    It '<Name> has help for itself and each parameter' -ForEach $commands {
        $help = Get-Help $Name -Full
        $help.Synopsis | Should -Not -Match ([regex]::Escape("$Name ["))
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $help.description | Should -Not -BeNullOrEmpty
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        $undescribed = (Get-Command $Name).Parameters.Keys | Where-Object { $_ -notin $common } |
            Where-Object { $parameter = $_; -not ($help.parameters.parameter | Where-Object name -EQ $parameter).description.Text }
        $undescribed | Should -BeNullOrEmpty
    }

    It '<Name> is tested here' -ForEach $commands {
        $described | Should -Contain $Name
    }

    It 'loads no Newtonsoft.Json of its own where the host has one' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        $loaded = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Newtonsoft.Json' }
        @($loaded).Count | Should -Be 1
        Split-Path $loaded.Location | Should -Be $PSHOME
    }

    It 'leaves nothing behind when it is removed' {
        $emulator = Start-TestEmulator
        Remove-Module Ricloud
        $child = Get-Process -Id $emulator.ProcessId -ErrorAction Ignore
        if ($child) { $child.WaitForExit(5000) | Should -BeTrue }
        Import-Module $modulePath
    }
}

Describe 'The scripts' -Skip:(-not $hasAnalyzer) {
    It 'are clean for PSScriptAnalyzer' {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $found = 'samples', 'tests/Pester', 'build.ps1', 'PSScriptAnalyzerSettings.psd1' | ForEach-Object { Join-Path $root $_ } | Where-Object { Test-Path $_ } |
            ForEach-Object { Invoke-ScriptAnalyzer -Path $_ -Recurse -Settings (Join-Path $root 'PSScriptAnalyzerSettings.psd1') }
        $found | ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName) $($_.Message)" } | Should -BeNullOrEmpty
    }
}
