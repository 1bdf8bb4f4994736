# An Azure Automation runbook: deletes webhook configs that are deactivated, that nobody uses, and that were created long ago
# (when one was deactivated the API doesn't tell), and writes them as they were. It asks nobody: -Confirm:$false is for
# Remove-, which otherwise would.
#
# Import the module into the Automation account: in a clone ./build.ps1 Package makes out/package/Ricloud, and
# Compress-Archive out/package/Ricloud Ricloud.zip the file to upload. Make a connection named Ricloud with the fields Token
# (encrypted) and, for another address than the API's, Url. Publish it as a runbook of PowerShell 7.

param(
    [ValidateRange(0, 36500)] [int] $OlderThanDays = 90,
    [string] $ConnectionName = 'Ricloud'
)

$ErrorActionPreference = 'Stop'

Connect-Ricloud -Connection (Get-AutomationConnection -Name $ConnectionName)

$used = @((Get-RicloudOrganisation).WebhookConfigDefault) + @(Get-RicloudKey | ForEach-Object WebhookConfig)
$unused = @(Get-RicloudWebhookConfig -State deactivated -CreatedBefore ([datetime]::Now.AddDays(-$OlderThanDays)) |
        Where-Object Id -NotIn $used)
$unused | Remove-RicloudWebhookConfig -Confirm:$false
$unused
