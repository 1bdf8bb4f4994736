@{
    RootModule             = 'Ricloud.PowerShell.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '3a44b141-2078-4a6e-bc21-51c0175464b9'
    Author                 = 'The Ricloud for PowerShell authors'
    CompanyName            = 'The Ricloud for PowerShell authors'
    Copyright              = '(c) 2026 The Ricloud for PowerShell authors. MIT licence.'
    Description            = 'Manage the webhook configs of the ricloud API from PowerShell: create, list, change, test and deactivate them in pipelines, and rehearse it all on a local emulator.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('Ricloud.Format.ps1xml')
    TypesToProcess         = @('Ricloud.Types.ps1xml')
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    CmdletsToExport        = @(
        'Connect-Ricloud',
        'Disconnect-Ricloud',
        'Invoke-RicloudApi',
        'Start-RicloudEmulator',
        'Stop-RicloudEmulator',
        'Get-RicloudEvent',
        'Get-RicloudWebhookHealth',
        'Import-RicloudEvent',
        'Receive-RicloudEvent',
        'Restore-RicloudEvent',
        'Send-RicloudEvent',
        'Watch-RicloudEvent',
        'Get-RicloudKey',
        'New-RicloudKey',
        'Set-RicloudKey',
        'Trace-RicloudEvent',
        'Undo-RicloudChange',
        'Update-RicloudKeyToken',
        'Get-RicloudOrganisation',
        'Set-RicloudOrganisation',
        'Get-RicloudSession',
        'Get-RicloudStorageConfig',
        'New-RicloudStorageConfig',
        'Remove-RicloudStorageConfig',
        'Set-RicloudStorageConfig',
        'Test-RicloudStorageConfig',
        'Get-RicloudTask',
        'Wait-RicloudTask',
        'ConvertFrom-RicloudWebhook',
        'Compare-RicloudWebhookConfig',
        'Get-RicloudWebhookConfig',
        'New-RicloudWebhookConfig',
        'Remove-RicloudWebhookConfig',
        'Set-RicloudWebhookConfig',
        'Sync-RicloudWebhookConfig',
        'Test-RicloudWebhookConfig',
        'Update-RicloudWebhookSecret',
        'New-RicloudWebhookSignature',
        'Test-RicloudWebhookSignature'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('ricloud', 'Reincubate', 'webhook', 'webhooks', 'API', 'emulator', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            Prerelease   = 'preview1'
            ProjectUri   = 'https://github.com/ricloud-powershell/ricloud-powershell'
            LicenseUri   = 'https://github.com/ricloud-powershell/ricloud-powershell/blob/main/LICENSE'
            IconUri      = 'https://raw.githubusercontent.com/ricloud-powershell/ricloud-powershell/main/docs/icon.png'
            ReleaseNotes = 'The first preview: webhook configs, the events they deliver, desired state, and a local emulator. All that is new: https://github.com/ricloud-powershell/ricloud-powershell/blob/main/CHANGELOG.md'
        }
    }
}
