# Imports one module and says how many seconds that took.
param([string] $Manifest)

$ErrorActionPreference = 'Stop'
$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Module $Manifest
$clock.Stop()
[Console]::Out.WriteLine($clock.Elapsed.TotalSeconds.ToString([cultureinfo]::InvariantCulture))
