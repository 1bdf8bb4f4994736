# Imports the packaged module, or the one that the build laid out, and starts an emulator for the tests of one file.
# Dot-sourced from each file's BeforeAll.
Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$root = Split-Path (Split-Path $PSScriptRoot)
$modulePath = if ($env:RICLOUD_MODULE) { $env:RICLOUD_MODULE } else { Join-Path $root 'out/Ricloud' }
Import-Module $modulePath -Force

# The machine's own settings must not reach the tests.
Remove-Item Env:RICLOUD_TOKEN, Env:RICLOUD_URL, Env:RICLOUD_CONF -ErrorAction Ignore

# The PowerShell that runs this. One that came as a .NET tool is a library that dotnet runs, so its process is no way to it.
$program = (Get-Process -Id $PID).Path
$library = @(if ((Split-Path -Leaf $program) -match '^dotnet(\.exe)?$') { Join-Path $PSHOME 'pwsh.dll' })
function Invoke-Shell { & $program @library -NoProfile -NonInteractive @args }

function Start-TestEmulator {
    Start-RicloudEmulator -Path (Join-Path $root 'out/emulator') -Connect
}

function Get-Receiver([string] $Name, [string] $Query) {
    "$("$((Get-RicloudSession).Url)".TrimEnd('/'))/_emulator/receiver/$Name$Query"
}

$commandError = @{}
Get-Command -Module Ricloud -CommandType Cmdlet | ForEach-Object {
    $commandError[$_.Name] = ",Ricloud.PowerShell.Commands.$($_.Name -replace '-')Command"
}

# The error's id as PowerShell gives it in full.
function Get-ErrorId([string] $Id, [string] $Command) { $Id + $commandError[$Command] }
