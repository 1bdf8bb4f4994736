# Waits for one event, for a build or a script that must not go on before it: fails when it doesn't come in time.
# The events are fetched with the token, so it runs where nobody outside can reach it.
#
#   ./wait-for-event.ps1 -Type task.succeeded -TimeoutSec 900
#   ./wait-for-event.ps1 -Type task.succeeded -AfterId $last    # what has happened since an event counts too

param(
    [Parameter(Mandatory)] [string[]] $Type,
    $AfterId,
    [int] $TimeoutSec = 900
)

$ErrorActionPreference = 'Stop'

$since = if ($AfterId) { @{ AfterId = $AfterId } } else { @{} }
$found = Watch-RicloudEvent -Type $Type -Count 1 -TimeoutSec $TimeoutSec @since
if (-not $found) {
    throw "No event $($Type -join ' or ') came within $TimeoutSec s."
}

$found
