# Gives a webhook config's receivers a new secret without losing an event.
#
# A config keeps its secret for life, so a new one takes its place. The API tests a config the moment it is made, signed with
# a secret that no receiver can know yet; that first test may fail, and is the only event that is refused. From the
# moment the receivers accept both secrets, nothing is.
#
# -DeploySecret gets the new config and hands its secret ($new.Secret.Reveal()) to the receivers. It returns when
# all of them accept both. If anything fails before the new config is in use, the old one still is: run the script again.
#
# Update-RicloudWebhookSecret does all this as one command, and goes on where an earlier run has ended. This is how it works.
#
#   ./rotate-secret.ps1 -Id 7 -DeploySecret { param($new) $env:RICLOUD_SECRET = $new.Secret.Reveal() }

param(
    [Parameter(Mandatory)] $Id,
    [Parameter(Mandatory)] [scriptblock] $DeploySecret,
    [int] $TimeoutSec = 300
)

$ErrorActionPreference = 'Stop'

$old = Get-RicloudWebhookConfig -Id $Id
$new = New-RicloudWebhookConfig -Url $old.Url

# Both secrets are accepted from here on.
$null = & $DeploySecret $new

$test = $new | Test-RicloudWebhookConfig -Wait
if ($test.State -ne 'succeeded') {
    throw "The receiver at $($new.Url) doesn't accept the new secret of webhook config $($new.Id) yet ($($test.Error)). Config $($old.Id) is still in use. Deploy the secret, then run this again, or remove config $($new.Id)."
}

if ((Get-RicloudOrganisation).WebhookConfigDefault -eq $old.Id) {
    $null = Set-RicloudOrganisation -DefaultWebhookConfig $new
}

Get-RicloudKey | Where-Object WebhookConfig -eq $old.Id | Set-RicloudKey -WebhookConfig $new | ForEach-Object { }

# What was to be delivered through the old config still may be, signed with the old secret.
$switched = [datetime]::Now
$deadline = $switched.AddSeconds($TimeoutSec)
while (Get-RicloudEvent -First 1000 | Where-Object { $_.State -eq 'pending' -and $_.DateCreated -le $switched }) {
    if ([datetime]::Now -gt $deadline) {
        throw "Events are still pending after $TimeoutSec s. Webhook config $($new.Id) is in use; deactivate config $($old.Id) when they are delivered: Set-RicloudWebhookConfig $($old.Id) -State deactivated"
    }

    [System.Threading.Thread]::Sleep(1000)
}

# The receivers may forget the old secret now.
$null = $old | Set-RicloudWebhookConfig -State deactivated
Get-RicloudWebhookConfig -Id $new
