# What the organisation's webhooks are to be: see Get-Help Sync-RicloudWebhookConfig. Put your receivers' addresses here.
@{
    WebhookConfigs = @(
        # What every key uses that isn't named below.
        @{ Url = 'https://hooks.example.com/ricloud'; Default = $true }

        # What one key uses: its id, as Get-RicloudKey shows it.
        @{ Url = 'https://hooks.example.com/billing'; Keys = 1 }

        # What was used once.
        @{ Url = 'https://old.example.com/ricloud'; State = 'deactivated' }
    )
}
