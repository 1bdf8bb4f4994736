# Connects with a token from a SecretManagement vault: the SecureString goes straight in and is never text.
#
#   Register-SecretVault ...; Set-Secret ricloud
#   ./connect-from-vault.ps1 -Name ricloud

param([string] $Name = 'ricloud')

$ErrorActionPreference = 'Stop'

Connect-Ricloud -Token (Get-Secret -Name $Name)
Get-RicloudSession
