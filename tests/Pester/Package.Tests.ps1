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

Describe 'The module folder' -Skip:(-not $hasPackage) {
    It 'is small' {
        $folder = if ($env:RICLOUD_MODULE) { $env:RICLOUD_MODULE } else { Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'out/package/Ricloud' }
        (Get-ChildItem $folder -Recurse -File | Measure-Object Length -Sum).Sum | Should -BeLessThan 1.5MB
    }
}
