using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

/// <summary>Whose an object is that is passed to a command: all accounts have ids of one form.</summary>
public sealed class AccountTests
{
    // A command for each parameter that names something of an account; $other is such a thing of another one.
    private static readonly Dictionary<string, (string Get, string Use)> Uses = new()
    {
        ["Get-RicloudWebhookConfig -Id"] = ("Get-RicloudWebhookConfig 1", "$other | Get-RicloudWebhookConfig"),
        ["Set-RicloudWebhookConfig -Id"] = ("Get-RicloudWebhookConfig 1", "$other | Set-RicloudWebhookConfig -State new"),
        ["Remove-RicloudWebhookConfig -Id"] = ("Get-RicloudWebhookConfig 1", "$other | Remove-RicloudWebhookConfig -Confirm:$false"),
        ["Test-RicloudWebhookConfig -Id"] = ("Get-RicloudWebhookConfig 1", "Test-RicloudWebhookConfig $other"),
        ["Update-RicloudWebhookSecret -Id"] = ("Get-RicloudWebhookConfig 1", "$other | Update-RicloudWebhookSecret"),
        ["Update-RicloudWebhookSecret -NewConfig"] = ("Get-RicloudWebhookConfig 1", "Update-RicloudWebhookSecret 1 -NewConfig $other"),
        ["Get-RicloudStorageConfig -Id"] = ("Get-RicloudStorageConfig 1", "$other | Get-RicloudStorageConfig"),
        ["Set-RicloudStorageConfig -Id"] = ("Get-RicloudStorageConfig 1", "$other | Set-RicloudStorageConfig -State new"),
        ["Remove-RicloudStorageConfig -Id"] = ("Get-RicloudStorageConfig 1", "$other | Remove-RicloudStorageConfig -Confirm:$false"),
        ["Test-RicloudStorageConfig -Id"] = ("Get-RicloudStorageConfig 1", "Test-RicloudStorageConfig $other"),
        ["New-RicloudKey -WebhookConfig"] = ("Get-RicloudWebhookConfig 1", "New-RicloudKey $other"),
        ["New-RicloudKey -StorageConfig"] = ("Get-RicloudStorageConfig 1", "New-RicloudKey -StorageConfig $other"),
        ["Set-RicloudKey -StorageConfig"] = ("Get-RicloudStorageConfig 1", "Set-RicloudKey 1 -StorageConfig $other"),
        ["Set-RicloudOrganisation -DefaultStorageConfig"] = ("Get-RicloudStorageConfig 1", "Set-RicloudOrganisation -DefaultStorageConfig $other"),
        ["Get-RicloudKey -Id"] = ("Get-RicloudKey 1", "$other | Get-RicloudKey"),
        ["Set-RicloudKey -Id"] = ("Get-RicloudKey 1", "$other | Set-RicloudKey -WebhookConfig 1"),
        ["Update-RicloudKeyToken -Id"] = ("Get-RicloudKey 1", "$other | Update-RicloudKeyToken -Confirm:$false"),
        ["Set-RicloudKey -WebhookConfig"] = ("Get-RicloudWebhookConfig 1", "Set-RicloudKey 1 -WebhookConfig $other"),
        ["Set-RicloudOrganisation -DefaultWebhookConfig"] = ("Get-RicloudWebhookConfig 1", "Set-RicloudOrganisation $other"),
        ["Get-RicloudTask -Id"] = ("Get-RicloudTask 1", "$other | Get-RicloudTask"),
        ["Get-RicloudTask -Target"] = ("Get-RicloudWebhookConfig 1", "Get-RicloudTask -Target $other"),
        ["Wait-RicloudTask -Id"] = ("Get-RicloudTask 1", "$other | Wait-RicloudTask"),
        ["Get-RicloudEvent -Id"] = ("Get-RicloudEvent 1", "$other | Get-RicloudEvent"),
        ["Get-RicloudWebhookHealth -Id"] = ("Get-RicloudWebhookConfig 1", "$other | Get-RicloudWebhookHealth"),
        ["Trace-RicloudEvent -Id"] = ("Get-RicloudEvent 1", "$other | Trace-RicloudEvent"),
        ["Trace-RicloudEvent -Key"] = ("Get-RicloudKey 1", "Trace-RicloudEvent -Key $other"),
        ["Restore-RicloudEvent -Id"] = ("Get-RicloudEvent 1", "$other | Restore-RicloudEvent"),
        ["Watch-RicloudEvent -AfterId"] = ("Get-RicloudEvent 1", "Watch-RicloudEvent $other"),
    };

    // A live config has its secret with it, and nothing is sent for it.
    private static readonly string[] Local = ["Receive-RicloudEvent -WebhookConfig"];

    // What Select-Object * makes of an object.
    private const string Selected =
        "$selected = { $o = [pscustomobject]@{}; foreach ($p in $args[0].PSObject.Properties) { $o.PSObject.Properties.Add([psnoteproperty]::new($p.Name, $p.Value)) }; "
        + "$o.PSObject.TypeNames.Insert(0, 'Selected.' + $args[0].GetType().FullName); $o }; ";

    [Fact]
    public async Task Every_command_refuses_another_accounts_object_by_address_and_by_organisation_and_sends_nothing()
    {
        await using StubApi here = Accounts();
        await using StubApi elsewhere = Accounts();
        using var module = new ModuleRunspace();
        foreach (string session in (string[])[$"Connect-Ricloud two {elsewhere.Url}", $"Connect-Ricloud two {here.Url}", $"Connect-Ricloud one {elsewhere.Url} -SkipTokenCheck"])
        {
            foreach ((string name, (string get, string use)) in Uses)
            {
                module.Run($"{session}; $other = {get}; Connect-Ricloud one {here.Url}").AssertClean();
                int before = here.Requests.Count;

                PipelineRun run = module.Run(use);

                ErrorRecord error = run.AssertError("ObjectOfAnotherAccount");
                Assert.True(before == here.Requests.Count, $"{name}: {here.Requests[^1]}");
                Assert.Contains(here.Url.Authority, error.Exception.Message, StringComparison.Ordinal);
                Assert.Contains(session.Contains("two", StringComparison.Ordinal) ? "organisation 2" : elsewhere.Url.Authority, error.Exception.Message, StringComparison.Ordinal);
                Assert.NotNull(error.TargetObject);
            }
        }
    }

    [Fact]
    public void The_table_has_every_parameter_that_names_something_of_an_account()
    {
        using var module = new ModuleRunspace();
        IEnumerable<string> parameters =
            from command in module.Run("Get-Command -Module Ricloud -CommandType Cmdlet").OutputOf<CmdletInfo>()
            from property in command.ImplementingType.GetProperties()
            where property.PropertyType.Name is "RicloudIdentity" or "RicloudIdentity[]"
            select $"{command.Name} -{property.Name}";

        Assert.Equal(parameters.Except(Local).Order(StringComparer.Ordinal), Uses.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_error_is_of_the_one_item_and_comes_before_the_question()
    {
        await using StubApi here = Accounts();
        using var module = new ModuleRunspace("n\n");
        module.Run($"$two = Connect-Ricloud two {here.Url} -PassThru; $other = Get-RicloudWebhookConfig 1 -Session $two; Connect-Ricloud one {here.Url}").AssertClean();

        PipelineRun run = module.Run("$mine = Get-RicloudWebhookConfig 2; $other, $mine | Set-RicloudWebhookConfig -State new; $other | Remove-RicloudWebhookConfig");

        Assert.Equal(["ObjectOfAnotherAccount", "ObjectOfAnotherAccount"], run.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal("Ricloud.WebhookConfig", run.Errors[0].TargetObject.GetType().FullName);
        Assert.Single(run.Output);
        Assert.Equal(string.Empty, module.HostText);
    }

    [Theory]
    [InlineData("Connect-Ricloud one $url")] // again, with the same token
    [InlineData("Connect-Ricloud another-of-one $url")]
    [InlineData("Connect-Ricloud one ($url.ToUpper().Replace('HTTP', 'http') + '/')")]
    [InlineData("Connect-Ricloud two $url -SkipTokenCheck")] // its organisation is unknown, so addresses are compared
    [InlineData("Connect-Ricloud unreadable $url")] // the key may not read the organisation
    public async Task Another_session_of_the_account_takes_the_objects(string connect)
    {
        await using StubApi api = Accounts();
        using var module = new ModuleRunspace();
        module.Run($"$url = '{api.Url}'.TrimEnd('/'); Connect-Ricloud one $url; $held = Get-RicloudWebhookConfig 1; $key = Get-RicloudKey 1; {connect}").AssertClean();

        PipelineRun run = module.Run("$held | Set-RicloudWebhookConfig -State new; $key | Set-RicloudKey -WebhookConfig $held").AssertClean();

        Assert.Equal(2, run.Output.Count);
        Assert.Empty(run.Warnings);
    }

    [Theory]
    [InlineData("Set-RicloudWebhookConfig -State new", "Get-RicloudWebhookConfig")]
    [InlineData("Set-RicloudKey -WebhookConfig 1", "Get-RicloudKey")]
    [InlineData("Set-RicloudWebhookConfig -State new", "Get-RicloudTask")]
    public async Task A_copy_is_known_by_its_organisation(string use, string get)
    {
        string[] copies =
        [
            "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($x))",
            "$(& $selected $x)",
            "[pscustomobject]@{ Id = $x.Id; Organisation = \"$($x.Organisation)\"; Type = $x.Type; Target = $x.Target }",
            "@{ id = $x.Id; organisation = $x.Organisation; type = $x.Type; target = $x.Target }",
            "[ordered]@{ ID = $x.Id; ORGANISATION = ' 2 '; Type = $x.Type; Target = $x.Target }",
        ];
        await using StubApi api = Accounts();
        using var module = new ModuleRunspace();
        module.Run(Selected + $"$one = Connect-Ricloud one {api.Url} -PassThru; $x = {get} 1; $y = $x; Connect-Ricloud two {api.Url}; $x = {get} 1; $two = Get-RicloudSession").AssertClean();
        foreach (string copy in copies)
        {
            PipelineRun refused = module.Run($"$c = {copy}; $c | {use} -Session $one");
            PipelineRun taken = module.Run($"$c | {use} -Session $two");

            Assert.True(refused.Errors.Count == 1, copy);
            Assert.Contains("organisation 2", refused.AssertError("ObjectOfAnotherAccount").Exception.Message, StringComparison.Ordinal);
            Assert.Single(taken.AssertClean().Output);
            Assert.Empty(taken.Warnings);
        }
    }

    [Fact]
    public async Task A_copy_whose_account_nobody_knows_passes_with_one_warning_and_a_bare_id_with_none()
    {
        await using StubApi api = Accounts();
        using var module = new ModuleRunspace();
        module.Run(Selected + $"Connect-Ricloud one {api.Url}; $unchecked = Connect-Ricloud one {api.Url} -SkipTokenCheck -PassThru; $y = & $selected (Get-RicloudWebhookConfig 1); $x = [pscustomobject]@{{ Id = 1; Url = 'https://example.com/1' }}").AssertClean();
        module.Run($"$checked = Connect-Ricloud one {api.Url} -PassThru").AssertClean();

        PipelineRun without = module.Run("$x, $x, $x | Set-RicloudWebhookConfig -State new -Session $checked").AssertClean();
        PipelineRun unknown = module.Run("$y, $y | Set-RicloudWebhookConfig -State new -Session $unchecked").AssertClean();
        PipelineRun bare = module.Run("1, '1', @{ Id = 1 }, [pscustomobject]@{ Id = '1' } | Set-RicloudWebhookConfig -State new -Session $unchecked").AssertClean();
        PipelineRun read = module.Run("$x | Get-RicloudWebhookConfig -Session $checked").AssertClean();

        Assert.Contains("webhook config 1 (https://example.com/1)", Assert.Single(without.Warnings), StringComparison.Ordinal);
        Assert.Single(unknown.Warnings);
        Assert.Empty(bare.Warnings);
        Assert.Empty(read.Warnings);
    }

    [Fact]
    public async Task Where_an_object_came_from_is_in_no_view_and_no_export()
    {
        await using StubApi api = Accounts();
        using var module = new ModuleRunspace();

        PipelineRun run = module.Run(
            $"Connect-Ricloud one {api.Url}; Get-RicloudWebhookConfig 1; Get-RicloudKey 1; Get-RicloudTask 1; Get-RicloudEvent 1; Get-RicloudOrganisation");
        string everything = string.Concat(
            module.Run("[System.Management.Automation.PSSerializer]::Serialize($in, 5)", new Dictionary<string, object?> { ["in"] = run.Output }).Output
                .Concat(run.Output.SelectMany(o => o.Members.Select(m => (PSObject)m.ToString())))) + module.Render(run.Output);

        Assert.DoesNotContain(api.Url.Authority, everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Origin", everything, StringComparison.Ordinal);
    }

    /// <summary>An address with two accounts, told apart by the token; both have everything with the id 1.</summary>
    private static StubApi Accounts() => new(request =>
    {
        string token = request.Headers["Authorization"]["Token ".Length..];
        string organisation = token == "two" ? "2" : "1";
        string[] parts = request.Path.Split('/');
        return parts[1] switch
        {
            "organisation" when token == "unreadable" => StubAnswer.Json(403, """{"error": "missing-scope", "message": "No."}"""),
            "organisation" => StubAnswer.Json(200, $$"""{"id": {{organisation}}, "resource": "organisation", "name": "Of {{token}}", "state": "active", "webhook_config_default": null}"""),
            "key" or "keys" => StubAnswer.Json(200, $$"""{"id": 1, "resource": "key", "organisation": {{organisation}}, "type": "standard", "state": "active"}"""),
            "configs" when parts[2] == "storage" => StubAnswer.Json(200, $$"""{"id": 1, "resource": "storage_config", "organisation": {{organisation}}, "type": "gs", "url": "gs://a/b", "state": "valid"}"""),
            "tasks" => StubAnswer.Json(200, StubScene.TestTask("1", "succeeded", "1").Replace("\"organisation\": 1", $"\"organisation\": {organisation}", StringComparison.Ordinal)),
            "events" => StubAnswer.Json(200, """{"id": "1", "resource": "event", "type": "task", "action": "succeeded", "data": {}}"""),
            _ => StubAnswer.Json(200, StubScene.Config(parts[^1] is { Length: < 3 } id ? id : "1").Replace("\"organisation\": 1", $"\"organisation\": {organisation}", StringComparison.Ordinal)),
        };
    });
}
