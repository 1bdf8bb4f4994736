# The module's package in a repository of a folder: published, found, installed and used as anybody would.
BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $folder = if ($env:RICLOUD_MODULE) { $env:RICLOUD_MODULE } else { Join-Path $root 'out/package/Ricloud' }
    $hasPackage = [bool](Get-ChildItem (Split-Path $folder) -Filter 'Ricloud.*.nupkg' -ErrorAction Ignore)
    $canInstall = [bool](Get-Module -ListAvailable Microsoft.PowerShell.PSResourceGet)
    $ways = @{ Way = 'its package'; Parameter = 'NupkgPath' }, @{ Way = 'the module folder'; Parameter = 'Path' }
}

Describe 'The package' -Skip:(-not ($hasPackage -and $canInstall)) {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $folder = if ($env:RICLOUD_MODULE) { $env:RICLOUD_MODULE } else { Join-Path $root 'out/package/Ricloud' }
        $source = @{ Path = $folder; NupkgPath = (Get-ChildItem (Split-Path $folder) -Filter 'Ricloud.*.nupkg').FullName }
        $manifest = Import-PowerShellDataFile (Join-Path $folder 'Ricloud.psd1')
        $repositories = [Collections.Generic.List[string]]::new()

        # A repository of its own for each way, so that none can install what another published.
        function New-Repository {
            $place = New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))
            $name = "ricloud-$($place.Name)"
            Register-PSResourceRepository -Name $name -Uri $place.FullName -Trusted
            $name
        }
    }

    AfterAll {
        $repositories | ForEach-Object { Unregister-PSResourceRepository -Name $_ }
    }

    It 'is published from <Way>, found and installed, and does its job in a fresh PowerShell' -ForEach $ways {
        $repository = New-Repository
        $repositories.Add($repository)
        $from = @{ $Parameter = $source[$Parameter] }
        Publish-PSResource @from -Repository $repository
        $found = Find-PSResource Ricloud -Repository $repository -Prerelease
        "$($found.Version)-$($found.Prerelease)" | Should -Be "$($manifest.ModuleVersion)-$($manifest.PrivateData.PSData.Prerelease)"
        $found.LicenseUri | Should -Be $manifest.PrivateData.PSData.LicenseUri
        Find-PSResource Ricloud -Repository $repository -ErrorAction Ignore | Should -BeNullOrEmpty -Because 'a preview is only for those who ask'

        $modules = New-Item -ItemType Directory (Join-Path $TestDrive "modules-$Parameter")
        Save-PSResource Ricloud -Repository $repository -Prerelease -Path $modules.FullName
        $job = {
            param($Modules, $Emulator)
            $ErrorActionPreference = 'Stop'
            $env:PSModulePath = $Modules + [IO.Path]::PathSeparator + $env:PSModulePath
            Import-Module Ricloud
            $started = Start-RicloudEmulator -Path $Emulator -Connect
            try {
                $config = New-RicloudWebhookConfig -Url "$($started.Url)/_emulator/receiver/installed" -Wait
                $json = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Newtonsoft.Json' }
                (Get-Module Ricloud).ModuleBase, @(Get-Command -Module Ricloud).Count, $config.State, @($json.Location).Count, $json.Location,
                    $json.GetName().Version -join '|'
            }
            finally {
                Stop-RicloudEmulator
            }
        }
        $said = Invoke-Shell -Command $job -args $modules.FullName, (Join-Path $root 'out/emulator')
        $base, $count, $state, $copies, $json, $jsonVersion = $said -split '\|'
        $base | Should -Be (Join-Path $modules.FullName "Ricloud/$($manifest.ModuleVersion)")
        $count | Should -Be $manifest.CmdletsToExport.Count
        $state | Should -Be 'valid'

        # The host's own copy does the work where there is one; its version for binding is 13.0.0.0 in all of 13.
        $copies | Should -Be 1
        Split-Path $json | Should -Be $(if ($PSVersionTable.PSEdition -eq 'Core') { $PSHOME } else { $base })
        $jsonVersion | Should -Be '13.0.0.0'
    }
}

# 1.5 MB were enough while it spoke of webhook configs only.
Describe 'The module folder' -Skip:(-not $hasPackage) {
    It 'is small' {
        $folder = if ($env:RICLOUD_MODULE) { $env:RICLOUD_MODULE } else { Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'out/package/Ricloud' }
        (Get-ChildItem $folder -Recurse -File | Measure-Object Length -Sum).Sum | Should -BeLessThan 1.8MB
    }
}

# As README's "Install" has it, for a user who has nothing yet: a home of their own, and no emulator on the PATH.
Describe 'build.ps1 Install' -Skip:(-not $hasPackage -or $PSVersionTable.PSEdition -ne 'Core' -or $IsWindows) {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
        $folder = if ($env:RICLOUD_MODULE) { $env:RICLOUD_MODULE } else { Join-Path $root 'out/package/Ricloud' }
        $packages = Split-Path $folder
        $before = @{}
        $ours = @{
            XDG_DATA_HOME = Join-Path $TestDrive data; DOTNET_CLI_HOME = Join-Path $TestDrive home
            PSModulePath = $null; RICLOUD_EMULATOR = $null
        }
        $ours.Keys | ForEach-Object { $before[$_] = [Environment]::GetEnvironmentVariable($_); [Environment]::SetEnvironmentVariable($_, $ours[$_]) }
        $firstLine = {
            $ErrorActionPreference = 'Stop'
            Import-Module Ricloud
            $emulator = Start-RicloudEmulator
            $emulator.Url
            $emulator | Stop-RicloudEmulator
        }
    }

    # What wasn't set must not be empty afterwards: NuGet would take an empty DOTNET_CLI_HOME for the folder it stands in.
    AfterAll {
        $before.Keys | ForEach-Object {
            [Environment]::SetEnvironmentVariable($_, $(if ($null -eq $before[$_]) { [NullString]::Value } else { $before[$_] }))
        }
    }

    It 'installs module and emulator, twice over, while an emulator of it runs' {
        $said = Invoke-Shell -File "$root/build.ps1" Install -NoBuild
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        $line = "$said" -replace '(?s)^.*Begin with: '
        Invoke-Shell -Command "`$ErrorActionPreference = 'Stop'; $line | Out-Null; if (-not (Get-Module Ricloud).Path.StartsWith('$TestDrive')) { exit 3 }
            & '$root/build.ps1' Install -NoBuild; Get-RicloudOrganisation | Out-Null" | Out-Null
        $LASTEXITCODE | Should -Be 0
        Invoke-Shell -Command $firstLine | Should -Match '^http://127'
        Get-ChildItem (Join-Path $TestDrive data/powershell/Modules/Ricloud) -Name | Should -HaveCount 1
    }

    It 'is told, by a module that came from a package, in a line that works as it stands' {
        $repository = "ricloud-$([guid]::NewGuid())"
        $modules = New-Item -ItemType Directory (Join-Path $TestDrive modules)
        Register-PSResourceRepository -Name $repository -Uri $packages -Trusted
        try { Save-PSResource Ricloud -Repository $repository -Prerelease -Path $modules.FullName -IncludeXml }
        finally { Unregister-PSResourceRepository -Name $repository }
        $env:PSModulePath = $modules.FullName
        $env:XDG_DATA_HOME = Join-Path $TestDrive other
        try {
            $said = Invoke-Shell -Command { Import-Module Ricloud; try { Start-RicloudEmulator -ErrorAction Stop } catch { "$_" } }
            $said | Should -Match 'This installs it: dotnet tool install'
            Invoke-Expression ("$said" -replace '(?s)^.*This installs it: ') | Out-Null
            Invoke-Shell -Command $firstLine | Should -Match '^http://127'
        }
        finally { $env:PSModulePath, $env:XDG_DATA_HOME = $null, $ours.XDG_DATA_HOME }
    }
}
