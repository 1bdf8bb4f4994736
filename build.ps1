<#
.SYNOPSIS
    Builds, tests, packages, installs or cleans Ricloud for PowerShell.
.EXAMPLE
    ./build.ps1 Test -Configuration Release
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Install', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$package = Join-Path $PSScriptRoot 'out/package'

# A program's failure is no PowerShell error by itself.
function Assert-Success {
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet failed with exit code $LASTEXITCODE."
    }
}

function Invoke-PesterTest {
    if (-not (Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -eq 5 })) {
        Write-Warning 'Pester 5 is not installed: the Pester tests were NOT run. Install it with Install-Module Pester.'
        return
    }

    Invoke-Package
    $before = $env:RICLOUD_MODULE
    $env:RICLOUD_MODULE = Join-Path $package 'Ricloud'
    try {
        Import-Module Pester -MinimumVersion 5.0 -MaximumVersion 5.99
        $result = Invoke-Pester -Path (Join-Path $PSScriptRoot 'tests/Pester') -PassThru
        if ($result.Result -ne 'Passed') {
            throw "$($result.FailedCount) Pester tests failed."
        }
    }
    finally {
        $env:RICLOUD_MODULE = $before
    }
}

function Invoke-Package {
    if (Test-Path $package) {
        Remove-Item $package -Recurse
    }

    $folder = (Join-Path $package 'Ricloud') + '/'
    & dotnet pack src/Ricloud.PowerShell --configuration Release --output $package "-p:ModuleFolder=$folder"
    Assert-Success
    & dotnet pack src/Ricloud.Emulator --configuration Release --output $package
    Assert-Success
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' {
            & dotnet build --configuration $Configuration
            Assert-Success
        }
        'Test' {
            & dotnet test --configuration $Configuration
            Assert-Success
            Invoke-PesterTest
        }
        'Package' { Invoke-Package }
        'Install' {
            Invoke-Package
            $version = (Import-PowerShellDataFile 'Ricloud.psd1').ModuleVersion
            # The first place that PowerShell looks in is the user's own.
            $modules = ($env:PSModulePath -split [IO.Path]::PathSeparator)[0]
            $target = Join-Path $modules "Ricloud/$version"
            if (Test-Path $target) {
                Remove-Item $target -Recurse
            }

            $null = New-Item -ItemType Directory $target
            Copy-Item (Join-Path $package 'Ricloud/*') $target -Recurse
            "Installed Ricloud $version to $target."
        }
        'Clean' {
            Get-ChildItem src, tests -Directory |
                ForEach-Object { Join-Path $_.FullName 'bin'; Join-Path $_.FullName 'obj' } |
                Where-Object { Test-Path $_ } |
                Remove-Item -Recurse
            if (Test-Path out) {
                Remove-Item out -Recurse
            }
        }
    }
}
finally {
    Pop-Location
}
