# README's way to run a script with nothing but the .NET SDK.
Describe 'dotnet run --project build/Pwsh' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    BeforeAll { $root = Split-Path (Split-Path $PSScriptRoot) }

    It 'runs a script with the module, and passes on its arguments, folder and exit code' {
        $script = Join-Path $TestDrive 'a script.ps1'
        Set-Content $script {
            param([int] $Number, [switch] $Loud, [Parameter(ValueFromRemainingArguments)] $Rest)
            "$Number $Loud $($Rest -join '|')", "$($PSVersionTable.PSVersion)", (Split-Path -Leaf $PWD), (Get-Module Ricloud).Path
            exit 3
        }
        Push-Location $TestDrive
        try {
            $shown = dotnet run --project "$root/build/Pwsh" -- $script -Number 5 -Loud 'a b' c
        }
        finally {
            Pop-Location
        }

        $LASTEXITCODE | Should -Be 3 -Because ($shown | Out-String)
        $shown[0, 2] | Should -Be '5 True a b|c', (Split-Path -Leaf $TestDrive)
        $shown[3] | Should -Be (Join-Path $root out Ricloud Ricloud.PowerShell.dll)
        ([xml] (Get-Content -Raw "$root/Directory.Packages.props")).Project.PropertyGroup.PowerShellVersion | Should -Be $shown[1]
    }

    It 'ends with an error that is the script''s' {
        $null = dotnet run --no-build --project "$root/build/Pwsh" -- -Command "throw 'no'" 2>&1
        $LASTEXITCODE | Should -Be 1
    }
}
