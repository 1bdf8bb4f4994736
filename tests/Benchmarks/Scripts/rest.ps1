# Invoke-RestMethod at the same work. Answers each line of standard input with the seconds that it took.
param([string] $Url)

$ErrorActionPreference = 'Stop'
$headers = @{ Authorization = 'Token benchmark' }

function Get-Each([string] $Url, [int] $Count) {
    $got = 0
    foreach ($id in 1..$Count) {
        $config = Invoke-RestMethod "$Url/configs/webhook/$id" -Headers $headers
        if ($config.state) { $got++ }
    }
    $got
}

function Get-All([string] $Url) {
    $got = 0
    $after = ''
    do {
        $page = Invoke-RestMethod "$Url/configs/webhook?limit=1000$after" -Headers $headers
        $got += $page.data.Count
        $after = "&after_id=$($page.data[-1].id)"
    } while ($page.has_more)
    $got
}

while ($null -ne ($line = [Console]::In.ReadLine())) {
    $what, $count = $line.Split(' ')
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $got = if ($what -eq 'get') { Get-Each $Url $count } else { Get-All $Url }
    $seconds = $clock.Elapsed.TotalSeconds
    [Console]::Out.WriteLine($(if ($got -eq $count) { $seconds.ToString([cultureinfo]::InvariantCulture) } else { "$got came instead of $count" }))
}
