# Connects with a token from a vault: the SecureString goes straight in and is never text. Get-Secret is of Microsoft's
# module SecretManagement, which works with many vaults. With one on this machine:
#
#   Install-PSResource Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore
#   Register-SecretVault Store -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
#   Set-Secret ricloud    # asks for the token
#   ./connect-from-vault.ps1 -Name ricloud

param([string] $Name = 'ricloud')

$ErrorActionPreference = 'Stop'

if (-not (Get-Command Get-Secret -ErrorAction Ignore)) {
    throw 'Get-Secret is missing. The first lines of this script say how to install it.'
}

Connect-Ricloud -Token (Get-Secret -Name $Name)
Get-RicloudSession
