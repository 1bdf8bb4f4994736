using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Ricloud.Tests.Events;
using static Ricloud.Tests.Faults.MatrixWay;

namespace Ricloud.Tests.Faults;

/// <summary>The rows: every cmdlet that talks to the API. <c>Send-RicloudEvent</c> talks to receivers only.</summary>
internal static class MatrixRows
{
    private const string Configs = "/configs/webhook";
    private const string Config = Configs + "/$id";
    private const string AnyConfig = Configs + "/*";
    private const string NoConfig = Configs + "/999999999";

    public static IReadOnlyList<MatrixRow> All { get; } = [.. Sessions(), .. Reads(), .. Lists(), .. Creates(), .. Changes(), .. Raws(), .. Streams(), .. Storages(), .. Keys()];

    private static IEnumerable<MatrixRow> Sessions()
    {
        const string Connect = "(Connect-Ricloud -Url $url -Token $token -TimeoutSec 2 -MaximumRetryCount 1 -RetryDeadlineSec 8 -PassThru).KeyId";
        MatrixRow row = Fixed("Connect-Ricloud", "/key", Connect) with { Right = Key, Others = 1, Calls = 2 };
        yield return row;
        yield return Fixed("Connect-Ricloud: organisation", "/organisation", Connect) with { Way = Optional, Right = Key, Others = 1, Calls = 2 };
    }

    private static IEnumerable<MatrixRow> Reads()
    {
        yield return ById("Get-RicloudWebhookConfig: -Id", Configs, "$id", "(Get-RicloudWebhookConfig $id).Id");
        yield return ById("Get-RicloudTask: -Id", "/tasks", "$task", "(Get-RicloudTask $task).Id") with { Right = static (lane, _) => Task.FromResult(lane.TaskId) };
        yield return ById("Wait-RicloudTask", "/tasks", "$task", "(Wait-RicloudTask $task).Id") with { Right = static (lane, _) => Task.FromResult(lane.TaskId) };
        yield return ById("Get-RicloudEvent: -Id", "/events", "$event", "(Get-RicloudEvent $event).Id") with { Right = static (lane, _) => Task.FromResult(lane.EventId) };
        yield return ById("Restore-RicloudEvent: -Id", "/events", "$event", "(Restore-RicloudEvent $event -To ($url + '_emulator/receiver/r') -Secret s).Id") with { Right = static (lane, _) => Task.FromResult(lane.EventId) };
        yield return ById("Trace-RicloudEvent", "/events", "$event", "(Trace-RicloudEvent $event).Id") with { Right = static (lane, _) => Task.FromResult(lane.EventId), Others = null, Calls = 5 };
        yield return ById("Get-RicloudKey: -Id", "/keys", "$key", "(Get-RicloudKey $key).Id") with { Right = Key };
        yield return Fixed("Get-RicloudKey: -Current", "/key", "(Get-RicloudKey -Current).Id") with { Right = Key };
        yield return Fixed("Get-RicloudOrganisation", "/organisation", "(Get-RicloudOrganisation).Id") with { Right = static async (lane, _) => MatrixLane.Text(await lane.GetAsync("/organisation"), "id") };
    }

    private static IEnumerable<MatrixRow> Lists()
    {
        yield return List("Get-RicloudWebhookConfig", Configs);
        yield return List("Get-RicloudTask", "/tasks");

        // What other cells' configs cause goes on happening.
        yield return List("Get-RicloudEvent", "/events", "$all = @(Get-RicloudEvent -First 3); if ($?) { $all.Count }") with { Right = static (_, _) => Task.FromResult("3") };
        yield return List("Get-RicloudKey", "/keys");
        yield return Fixed("Compare-RicloudWebhookConfig", "/organisation", "$step = Compare-RicloudWebhookConfig -InputObject $address; if ($?) { \"$($step.Action)\" }") with
        {
            Prepare = static _ => Task.FromResult(MatrixLane.NewAddress()),
            Right = static (_, _) => Task.FromResult("create"),
            Others = null,
            Calls = 4,
        };
        yield return Fixed("Get-RicloudWebhookHealth", "/organisation", "$row = Get-RicloudWebhookHealth $id -MaximumEvents 10 -WarningAction SilentlyContinue; if ($?) { \"$($row.Id)\" }") with
        {
            Others = null,
            Calls = 5,
        };
        yield return List("Invoke-RicloudApi: -Paginate", Configs, "$all = @(Invoke-RicloudApi /configs/webhook -Paginate); if ($?) { $all.Count }");
    }

    private static IEnumerable<MatrixRow> Streams()
    {
        yield return Fixed("Watch-RicloudEvent", "/events", "(Watch-RicloudEvent $id -Count 1).Id") with
        {
            Prepare = static async lane => await lane.ListAsync("/events") is [var newest, var before, ..] ? new(MatrixLane.Text(before, "id"), MatrixLane.Text(newest, "id"), 0) : throw new InvalidOperationException("There are no two events."),
            Right = static (_, item) => Task.FromResult(item.Url),
        };
        yield return ById("Receive-RicloudEvent: -WebhookConfig", Configs, "$id", "Receive-RicloudEvent -Port 0 -WebhookConfig $id -TimeoutSec 1; if ($?) { 'heard' }") with
        {
            Right = static (_, _) => Task.FromResult("heard"),
        };
        // What is heard is by chance: events of the cells before it may still be on their way.
        yield return Create("Receive-RicloudEvent: -PublicUrl", "$null = Receive-RicloudEvent -Port $port -PublicUrl $address -StatePath $file -TimeoutSec 1; if ($?) { 'heard' }") with
        {
            Prepare = static _ => Task.FromResult(PublicAddress()),
            Right = static (_, _) => Task.FromResult("heard"),
            CountAsync = LeftBehindAsync,
            Others = null,
            Calls = 3,
        };
    }

    private static IEnumerable<MatrixRow> Creates()
    {
        yield return Create("New-RicloudWebhookConfig", "(New-RicloudWebhookConfig $address).Id");
        yield return Create("New-RicloudWebhookConfig: -Wait", "(New-RicloudWebhookConfig $address -Wait).State") with
        {
            Right = static (_, _) => Task.FromResult("invalid"),
            Others = null,
            Calls = 2,
        };
        yield return Create("Sync-RicloudWebhookConfig", "$step = Sync-RicloudWebhookConfig -InputObject $address -PassThru; if ($?) { $step.Outcome }") with
        {
            Prepare = static lane => Task.FromResult(MatrixLane.NewAddress() with { Url = $"{lane.Emulator.Url}_emulator/receiver/{Guid.NewGuid():N}" }),
            Right = static (_, _) => Task.FromResult("done"),
            Others = null,
            Calls = 5,
        };
        yield return Create("Update-RicloudWebhookSecret", "(Update-RicloudWebhookSecret $id -WarningAction SilentlyContinue).Id") with
        {
            Prepare = static lane => lane.NewConfigAsync(),
            Right = static async (lane, item) => string.Join(' ', await SuccessorsAsync(lane, item)),
            CountAsync = static async (lane, item) => (await SuccessorsAsync(lane, item)).Length,
            Others = null,
            Calls = 6,
        };
        MatrixRow test = new("Test-RicloudWebhookConfig", Once, $"POST {Config}/test", "(Test-RicloudWebhookConfig $id).Id")
        {
            Primer = $"POST {NoConfig}/test",
            RulePath = AnyConfig + "/test",
            Prepare = static lane => lane.NewConfigAsync(),
            Right = static async (lane, item) => MatrixLane.Text((await lane.ListAsync("/tasks", "&type=webhook_config.test&target=" + item.Id))[0], "id"),
            CountAsync = static async (lane, item) => (await lane.ListAsync("/tasks", "&type=webhook_config.test&target=" + item.Id)).Count - 1,
            DoubtId = "TestInDoubt",
            LooksAtLast = false,
            Others = 1,
        };
        yield return test;
        yield return test with
        {
            Name = "Test-RicloudWebhookConfig: -Wait",
            Script = "(Test-RicloudWebhookConfig $id -Wait).State",
            Right = static (_, _) => Task.FromResult("failed"),
            Others = null,
            Calls = 2,
        };
    }

    private static IEnumerable<MatrixRow> Changes()
    {
        yield return Change("Set-RicloudWebhookConfig: -State", Config, "(Set-RicloudWebhookConfig $id -State deactivated).State") with
        {
            Way = ReadBack,
            ReadsBefore = 2,
            Right = static (_, _) => Task.FromResult("deactivated"),
            CountAsync = static async (lane, item) => await lane.ConfigAsync(item.Id, "state") == "deactivated" ? 1 : 0,
        };

        // A receiver that is slow to answer keeps the config 'new' for as long as the cell lasts.
        yield return Change("Set-RicloudWebhookConfig: -Url", Config, "(Set-RicloudWebhookConfig $id -Url ($url + '_emulator/receiver/r?delay=9000')).Id") with
        {
            Way = ReadBack,
            ReadsBefore = 2,
            CountAsync = static async (lane, item) => (await lane.ConfigAsync(item.Id, "url"))?.EndsWith("?delay=9000", StringComparison.Ordinal) == true ? 1 : 0,
        };
        yield return Change("Remove-RicloudWebhookConfig", Config, "Remove-RicloudWebhookConfig $id -Confirm:$false; if ($?) { 'gone' }") with
        {
            Way = ReadBack,
            ReadsBefore = 2,
            Request = "DELETE " + Config,
            Primer = "DELETE " + NoConfig,
            Right = static (_, _) => Task.FromResult("gone"),
            CountAsync = static async (lane, item) => await lane.ConfigAsync(item.Id, "id") is null ? 1 : 0,
        };
        yield return Change("Undo-RicloudChange", Config, """
            $log = [IO.Path]::GetTempFileName();
            [IO.File]::WriteAllText($log, '{"journal":"changes"}' + "`n" + ('{{"change":"1","resource":"webhook_config","id":{0},"api":"{1}","before":{{"url":"{1}_emulator/receiver/r?delay=9000"}},"wanted":{{"url":"{2}"}}}}' -f $id, $url, $address) + "`n")
            (Undo-RicloudChange $log).Id; [IO.File]::Delete($log)
            """) with
        {
            Way = ReadBack,
            ReadsBefore = 1,
            CountAsync = static async (lane, item) => (await lane.ConfigAsync(item.Id, "url"))?.EndsWith("?delay=9000", StringComparison.Ordinal) == true ? 1 : 0,
        };
        yield return Change("Set-RicloudKey", "/keys/$key", "(Set-RicloudKey $key -WebhookConfig $id).WebhookConfig") with
        {
            Primer = "POST /keys/999999999",
            RulePath = "/keys/*",
            CountAsync = static async (lane, item) => MatrixLane.Text(await lane.GetAsync("/key"), "webhook_config") == item.Id ? 1 : 0,
        };
        yield return Change("Set-RicloudOrganisation", "/organisation", "(Set-RicloudOrganisation $id).WebhookConfigDefault") with
        {
            Primer = "POST /organisation",
            RulePath = "/organisation",
            CountAsync = static async (lane, item) => MatrixLane.Text(await lane.GetAsync("/organisation"), "webhook_config_default") == item.Id ? 1 : 0,
        };
    }

    private static IEnumerable<MatrixRow> Storages()
    {
        const string Route = "/configs/storage";
        yield return ById("Get-RicloudStorageConfig: -Id", Route, "$id", "(Get-RicloudStorageConfig $id).Id") with { Prepare = static lane => lane.NewStorageAsync() };
        yield return List("Get-RicloudStorageConfig", Route);
        yield return Create("New-RicloudStorageConfig", "(New-RicloudStorageConfig $address @{ client_email = 'a@b' }).Id") with
        {
            Request = "POST " + Route,
            Primer = "POST " + Route,
            RulePath = Route,
            Prepare = static _ => Task.FromResult(MatrixLane.NewStorageAddress()),
            Right = static async (lane, item) => string.Join(' ', await lane.StorageIdsAsync(item.Url)),
            CountAsync = static async (lane, item) => (await lane.StorageIdsAsync(item.Url)).Count,
        };
        yield return new("Test-RicloudStorageConfig", Once, $"POST {Route}/$id/test", "(Test-RicloudStorageConfig $id).Id")
        {
            Primer = $"POST {Route}/999999999/test",
            RulePath = Route + "/*/test",
            Prepare = static lane => lane.NewStorageAsync(),
            Right = static async (lane, item) => MatrixLane.Text((await lane.ListAsync("/tasks", "&type=storage_config.test&target=" + item.Id))[0], "id"),
            CountAsync = static async (lane, item) => (await lane.ListAsync("/tasks", "&type=storage_config.test&target=" + item.Id)).Count - 1,
            DoubtId = "TestInDoubt",
            LooksAtLast = false,
            Others = 1,
        };
        MatrixRow change = Change("Set-RicloudStorageConfig: -State", Route + "/$id", "(Set-RicloudStorageConfig $id -State deactivated).State") with
        {
            Way = ReadBack,
            ReadsBefore = 2,
            Primer = $"POST {Route}/999999999",
            RulePath = Route + "/*",
            Prepare = static lane => lane.NewStorageAsync(),
            Right = static (_, _) => Task.FromResult("deactivated"),
            CountAsync = static async (lane, item) => await lane.StorageAsync(item.Id, "state") == "deactivated" ? 1 : 0,
        };
        yield return change;
        yield return change with
        {
            Name = "Remove-RicloudStorageConfig",
            Script = "Remove-RicloudStorageConfig $id -Confirm:$false; if ($?) { 'gone' }",
            Request = $"DELETE {Route}/$id",
            Primer = $"DELETE {Route}/999999999",
            Right = static (_, _) => Task.FromResult("gone"),
            CountAsync = static async (lane, item) => await lane.StorageAsync(item.Id, "id") is null ? 1 : 0,
        };
    }

    private static IEnumerable<MatrixRow> Keys()
    {
        yield return Create("New-RicloudKey", "(New-RicloudKey -WebhookConfig $id).Id") with
        {
            Request = "POST /keys",
            Primer = "POST /keys",
            RulePath = "/keys",
            Prepare = static lane => lane.NewConfigAsync(),
            Right = static async (lane, item) => string.Join(' ', await KeysOfAsync(lane, item)),
            CountAsync = static async (lane, item) => (await KeysOfAsync(lane, item)).Length,
        };
    }

    private static IEnumerable<MatrixRow> Raws()
    {
        yield return ById("Invoke-RicloudApi", Configs, "$id", "(Invoke-RicloudApi /configs/webhook/$id).id");
        yield return Create("Invoke-RicloudApi: POST", "(Invoke-RicloudApi /configs/webhook POST -Body @{ url = $address }).id") with { Way = Raw, Others = 0 };
    }

    private static MatrixRow Fixed(string name, string path, string script) => new(name, Repeated, "GET " + path, script)
    {
        Primer = "GET " + path,
        RulePath = path,
    };

    private static MatrixRow ById(string name, string route, string id, string script) => new(name, Repeated, $"GET {route}/{id}", script)
    {
        Primer = $"GET {route}/999999999",
        RulePath = route + "/*",
    };

    private static MatrixRow List(string name, string path, string? script = null) => Fixed(name, path, script ?? $"$all = @({name}); if ($?) {{ $all.Count }}") with
    {
        Right = async (lane, _) => (await lane.ListAsync(path)).Count.ToString(CultureInfo.InvariantCulture),
    };

    private static MatrixRow Create(string name, string script) => new(name, Once, "POST " + Configs, script)
    {
        Primer = "POST " + Configs,
        RulePath = Configs,
        Prepare = static _ => Task.FromResult(MatrixLane.NewAddress()),
        Right = static async (lane, item) => string.Join(' ', await lane.ConfigIdsAsync(item.Url)),
        CountAsync = static (lane, item) => lane.CountConfigsAsync(item.Url),
        Others = 1,
    };

    private static MatrixRow Change(string name, string path, string script) => new(name, Repeated, "POST " + path, script)
    {
        Primer = "POST " + NoConfig,
        RulePath = AnyConfig,
        Prepare = static lane => lane.NewConfigAsync(),
    };

    private static Task<string> Key(MatrixLane lane, MatrixItem item) => Task.FromResult(lane.KeyId);

    private static async Task<string[]> KeysOfAsync(MatrixLane lane, MatrixItem item) =>
        [.. (await lane.ListAsync("/keys")).Where(key => MatrixLane.Text(key, "webhook_config") == item.Id).Select(key => MatrixLane.Text(key, "id"))];

    private static async Task<string[]> SuccessorsAsync(MatrixLane lane, MatrixItem item) =>
        [.. (await lane.ConfigIdsAsync(item.Url)).Where(id => id != item.Id)];

    private static MatrixItem PublicAddress()
    {
        int port = ReceiverScene.FreePort();
        return new(string.Empty, $"http://127.0.0.1:{port}/{Guid.NewGuid():N}", port);
    }

    /// <summary>How many configs were made: all must be deactivated by now, and the key may point at none.</summary>
    private static async Task<int> LeftBehindAsync(MatrixLane lane, MatrixItem item)
    {
        const int FarTooMany = 99;
        int active = await lane.CountConfigsAsync(item.Url);
        IReadOnlyList<string> switchedOff = await lane.ConfigIdsAsync(item.Url, "deactivated");
        bool isPointedAt = switchedOff.Contains(MatrixLane.Text(await lane.GetAsync("/key"), "webhook_config"));
        return active > 0 || isPointedAt ? FarTooMany : switchedOff.Count;
    }
}
