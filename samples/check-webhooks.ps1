# A runbook for a schedule: has every invalid webhook config tested again, writes the state of each, and fails when the
# organisation is left without a valid one, so that whoever watches the schedule hears of it.
#
# In Azure Automation, keep the token in an encrypted variable named RicloudToken. Elsewhere RICLOUD_TOKEN will do.

param([int] $TimeoutSec = 120)

$ErrorActionPreference = 'Stop'

if (Get-Command Get-AutomationVariable -ErrorAction Ignore) {
    Connect-Ricloud -Token (Get-AutomationVariable -Name RicloudToken)
}

# A test that fails is a result; an error here is about the API, and ends the runbook.
$null = Get-RicloudWebhookConfig -State invalid | Test-RicloudWebhookConfig -Wait -TimeoutSec $TimeoutSec

$configs = @(Get-RicloudWebhookConfig)
$configs

if (-not ($configs | Where-Object State -eq valid)) {
    throw "None of the organisation's $($configs.Count) webhook configs is valid: no event is delivered."
}
