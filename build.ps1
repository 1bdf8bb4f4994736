<#
.SYNOPSIS
    Builds, tests, packages, installs or cleans Ricloud for PowerShell.
.DESCRIPTION
    Install puts the module where PowerShell finds it, and the emulator into the module's folder.
.EXAMPLE
    ./build.ps1 Test -Configuration Release
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Install', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    # Installs what Package has made before.
    [switch] $NoBuild
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
    # Beside the module, where Start-RicloudEmulator looks for it.
    $folder = (Join-Path $package 'emulator') + '/'
    & dotnet pack src/Ricloud.Emulator --configuration Release --output $package "-p:PublishDir=$folder"
    Assert-Success
}

function Install-Made {
    $version = (Import-PowerShellDataFile (Join-Path $package 'Ricloud/Ricloud.psd1')).ModuleVersion
    # The first place that PowerShell looks in is the user's own.
    $modules = ($env:PSModulePath -split [IO.Path]::PathSeparator)[0]
    $target = Join-Path $modules "Ricloud/$version"
    $new, $old = "$target.new", "$target.old"
    $new, $old | Where-Object { Test-Path $_ } | Remove-Item -Recurse -Force
    $null = New-Item -ItemType Directory $new
    Copy-Item (Join-Path $package 'Ricloud/*') $new -Recurse
    Copy-Item (Join-Path $package 'emulator') $new -Recurse

    # As a whole or not at all: Windows moves nothing that a PowerShell or an emulator has open.
    if (Test-Path $target) {
        try {
            Move-Item $target $old
        }
        catch {
            throw "$target is in use, and stays as it is. Close every PowerShell that has imported it and install again. $_"
        }
    }

    Move-Item $new $target
    if (Test-Path $old) {
        Remove-Item $old -Recurse -Force -ErrorAction Continue
    }

    "Installed Ricloud $version and the emulator to $target. Begin with: Import-Module Ricloud; Start-RicloudEmulator -Connect"
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
        'Package' {
            Invoke-Package
            $emulator = (Get-Item (Join-Path $package 'ricloud-emulator.*.nupkg')).BaseName -replace '^ricloud-emulator\.'
            ''
            "The module and the emulator are in $package. Either './build.ps1 Install -NoBuild' installs both, or these do:"
            "    Register-PSResourceRepository ricloud-local '$package' -Trusted -Force"
            '    Install-PSResource Ricloud -Repository ricloud-local -Prerelease'
            "    dotnet tool install --global ricloud-emulator --version $emulator --source '$package'"
        }
        'Install' {
            if (-not $NoBuild) {
                Invoke-Package
            }

            Install-Made
        }
        'Clean' {
            Get-ChildItem build, src, tests -Directory |
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
