# What the organisation's webhooks are to be: see Get-Help Compare-RicloudWebhookConfig. Put your receivers' addresses here:
# these are those of an emulator, begun with Start-RicloudEmulator 8650 -Connect.
@{
    WebhookConfigs = @(
        # What every key uses that isn't named below.
        @{ Url = 'http://127.0.0.1:8650/_emulator/receiver/ricloud'; Default = $true }

        # What one key uses: its id, as Get-RicloudKey shows it.
        @{ Url = 'http://127.0.0.1:8650/_emulator/receiver/billing'; Keys = 1 }

        # What was used once.
        @{ Url = 'http://127.0.0.1:8650/_emulator/receiver/old'; State = 'deactivated' }
    )
}
