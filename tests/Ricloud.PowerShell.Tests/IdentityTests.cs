using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Numerics;
using System.Threading.Tasks;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests;

public sealed class IdentityTests
{
    private static readonly string[] ConfigCommands =
    [
        "Get-RicloudWebhookConfig",
        "Set-RicloudWebhookConfig -State deactivated",
        "Test-RicloudWebhookConfig",
        "Remove-RicloudWebhookConfig -Confirm:$false",
    ];

    private static readonly Dictionary<string, Func<object?>> Strangers = new()
    {
        ["null"] = () => null,
        ["empty text"] = () => string.Empty,
        ["white space"] = () => " \t",
        ["a control character"] = () => "1\n2",
        ["dots"] = () => "..",
        ["true"] = () => true,
        ["a fraction"] = () => 1.5,
        ["a large double"] = () => 1e300,
        ["not a number"] = () => double.NaN,
        ["a moment"] = () => new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc),
        ["a URI"] = () => new Uri("https://example.com/1"),
        ["a process"] = () => System.Diagnostics.Process.GetCurrentProcess(),
        ["a file"] = () => new FileInfo(RepositoryFolders.ModuleManifest),
        ["a deserialised process"] = () => Bag("Deserialized.System.Diagnostics.Process", ("Id", 7)),
        ["a selected process"] = () => Bag("Selected.System.Diagnostics.Process", ("Id", 7)),
        ["a key"] = () => Bag("Deserialized.Ricloud.Key", ("Id", "7"), ("Resource", "key")),
        ["a selected key"] = () => Bag("Selected.Ricloud.Key", ("Id", "7")),
        ["a selected organisation"] = () => Bag("Selected.Deserialized.Ricloud.Organisation", ("Id", "7")),
        ["an event"] = () => Bag("CSV:Ricloud.RicloudEvent", ("Id", "7")),
        ["a raw key"] = () => Bag(null, ("id", 7), ("resource", "key")),
        ["a raw organisation"] = () => new Hashtable { ["id"] = 7, ["resource"] = "organisation" },
        ["a list of configs"] = () => Bag(null, ("id", 7), ("resource", "list")),
        ["a resource that is no text"] = () => Bag(null, ("id", 7), ("resource", 9)),
        ["a task of another type"] = () => Bag("Deserialized.Ricloud.RicloudTask", ("Id", "7"), ("Type", "storage_config.test"), ("Target", "7")),
        ["a raw task of another type"] = () => Bag(null, ("id", 7), ("resource", "task"), ("type", "poll"), ("target", 7)),
        ["a selected task that hides its type"] = () => Bag("Selected.Ricloud.RicloudTask", ("Id", "7"), ("State", "failed")),
        ["an object of somebody's own type"] = () => Bag("Somebody.Ticket", ("Id", 7)),
        ["an object without an id"] = () => Bag(null, ("Name", "x")),
        ["an object whose id is an object"] = () => Bag(null, ("Id", new Hashtable { ["Id"] = 7 })),
        ["an object whose id is empty"] = () => Bag(null, ("Id", string.Empty)),
        ["a config without its id"] = () => Bag("Selected.Ricloud.WebhookConfig", ("Url", "https://example.com")),
    };

    private static readonly Dictionary<string, Func<object>> Friends = new()
    {
        ["text"] = () => "7",
        ["text with white space around"] = () => " 7\r",
        ["an int"] = () => 7,
        ["a long"] = () => 7L,
        ["a byte"] = () => (byte)7,
        ["a short"] = () => (short)7,
        ["a uint"] = () => 7U,
        ["a ulong"] = () => 7UL,
        ["a float"] = () => 7f,
        ["a wrapped long"] = () => PSObject.AsPSObject(7L),
        ["a whole double"] = () => 7.0,
        ["a whole decimal"] = () => 7.0m,
        ["a BigInteger"] = () => new BigInteger(7),
        ["an object"] = () => Bag(null, ("Id", 7)),
        ["a raw config"] = () => Bag(null, ("id", 7L), ("resource", "webhook_config")),
        ["a hashtable"] = () => new Hashtable { ["ID"] = "7" },
        ["a dictionary"] = () => new Dictionary<string, object> { ["id"] = 7L, ["resource"] = "webhook_config" },
        ["a CSV row"] = () => Bag("CSV:System.Management.Automation.PSCustomObject", ("Id", "7"), ("State", "valid")),
        ["a selected CSV row"] = () => Bag("Selected.System.Management.Automation.PSCustomObject", ("Id", "7")),
        ["a deserialised config"] = () => Bag("Deserialized.Ricloud.WebhookConfig", ("Id", "7"), ("Resource", "webhook_config")),
        ["a selected config"] = () => Bag("Selected.Ricloud.WebhookConfig", ("Id", "7")),
        ["a selected deserialised config"] = () => Bag("Selected.Deserialized.Ricloud.WebhookConfig", ("Id", "7")),
        ["a config's CSV row"] = () => Bag("CSV:Ricloud.WebhookConfig", ("Id", "7")),
        ["a deserialised test"] = () => Bag("Deserialized.Ricloud.RicloudTask", ("Id", "9"), ("Type", "webhook_config.test"), ("Target", "7")),
        ["a raw test"] = () => Bag(null, ("id", 9), ("resource", "task"), ("type", "webhook_config.test"), ("target", 7)),
        ["a test's CSV row"] = () => Bag(null, ("Id", "9"), ("Type", "webhook_config.test"), ("Target", "7")),
    };

    public static TheoryData<string> FriendNames() => [.. Friends.Keys];

    [Fact]
    public async Task Each_stranger_is_an_error_of_its_own_and_nothing_is_sent_for_it()
    {
        await using StubScene scene = StubScene.WithConfigs();
        foreach (string command in ConfigCommands)
        {
            foreach ((string name, Func<object?> make) in Strangers)
            {
                object? stranger = make();

                PipelineRun run = scene.Run("$ErrorActionPreference = 'Continue'; , $stranger | " + command, ("stranger", stranger));

                ErrorRecord error = Assert.Single(run.Errors);
                Assert.True(
                    error.FullyQualifiedErrorId.Split(',')[0] is "WrongKindOfObject" or "InvalidId",
                    $"{command} with {name}: {error.FullyQualifiedErrorId}");
                Assert.True(Equals(Bare(stranger), Bare(error.TargetObject)), $"{command} with {name}: the target is {error.TargetObject}");
                Assert.Empty(run.Output);
            }
        }

        Assert.Empty(scene.Api.Requests);
    }

    [Theory]
    [MemberData(nameof(FriendNames))]
    public async Task Everything_that_names_a_config_is_taken(string friend)
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run("$friend | Get-RicloudWebhookConfig", ("friend", Friends[friend]())).AssertClean();

        Assert.Equal("/configs/webhook/7", Assert.Single(scene.Api.Requests).Target);
    }

    [Fact]
    public async Task Strangers_dont_keep_the_others_from_being_done()
    {
        await using StubScene scene = StubScene.WithConfigs();

        PipelineRun run = scene.Run("1, $true, 2, '', 3 | Set-RicloudWebhookConfig -State deactivated");

        Assert.Equal([1L, 2L, 3L], run.Output.Select(o => (long)o.Properties["Id"].Value));
        Assert.Equal(2, run.Errors.Count);
    }

    [Fact]
    public async Task An_array_binds_at_once_with_its_strangers()
    {
        await using StubScene scene = StubScene.WithConfigs();

        PipelineRun run = scene.Run("Get-RicloudWebhookConfig 1, $null, 2");

        Assert.Equal(2, run.Output.Count);
        run.AssertError("InvalidId");
    }

    [Fact]
    public async Task A_test_without_a_target_says_so()
    {
        await using StubScene scene = StubScene.WithConfigs();
        PSObject task = Bag("Deserialized.Ricloud.RicloudTask", ("Id", "9"), ("Type", "webhook_config.test"), ("Target", null));

        PipelineRun run = scene.Run("$task | Remove-RicloudWebhookConfig -Confirm:$false", ("task", task));

        run.AssertError("TaskWithoutTarget");
        Assert.Empty(scene.Api.Requests);
    }

    [Fact]
    public async Task Live_objects_compose()
    {
        await using var scene = new StubScene(request => StubAnswer.Json(
            200, request.Path.EndsWith("/test", StringComparison.Ordinal) ? StubScene.TestTask("9", "failed") : StubScene.Config("7")));

        scene.Run("Get-RicloudWebhookConfig 7 | Test-RicloudWebhookConfig | Set-RicloudWebhookConfig -State deactivated").AssertClean();

        Assert.Equal(
            ["GET /configs/webhook/7", "POST /configs/webhook/7/test", "POST /configs/webhook/7"],
            scene.Api.Requests.Where(r => r.Path.StartsWith("/configs", StringComparison.Ordinal)).Select(r => r.ToString()));
    }

    [Theory]
    [InlineData("Get-RicloudTask")]
    [InlineData("Wait-RicloudTask")]
    [InlineData("Get-RicloudEvent")]
    [InlineData("Get-RicloudKey")]
    [InlineData("Set-RicloudKey -WebhookConfig 1")]
    public async Task Other_commands_refuse_a_config(string command)
    {
        await using StubScene scene = StubScene.WithConfigs();

        PipelineRun run = scene.Run("$config | " + command, ("config", Bag("Deserialized.Ricloud.WebhookConfig", ("Id", "7"))));

        run.AssertError("WrongKindOfObject");
        Assert.Empty(scene.Api.Requests);
    }

    [Theory]
    [InlineData("Set-RicloudKey 1 -WebhookConfig $key")]
    [InlineData("Set-RicloudOrganisation -DefaultWebhookConfig $key")]
    [InlineData("Get-RicloudTask -Target $key")]
    public async Task Parameters_that_name_a_config_refuse_a_key(string script)
    {
        await using StubScene scene = StubScene.WithConfigs();

        PipelineRun run = scene.Run(script, ("key", Bag("Deserialized.Ricloud.Key", ("Id", "7"))));

        run.AssertError("WrongKindOfObject");
        Assert.Empty(scene.Api.Requests);
    }

    [Fact]
    public async Task Only_the_id_of_Set_binds_from_the_pipeline()
    {
        await using StubScene scene = StubScene.WithConfigs();

        scene.Run(
            "$row | Set-RicloudWebhookConfig -State new",
            ("row", Bag(null, ("Id", "7"), ("Url", "https://elsewhere.example"), ("State", "deactivated")))).AssertClean();

        Assert.Equal("""{"state":"new"}""", Assert.Single(scene.Api.Requests).BodyText);
    }

    private static PSObject Bag(string? typeName, params (string Name, object? Value)[] properties)
    {
        var bag = new PSObject();
        foreach ((string name, object? value) in properties)
        {
            bag.Properties.Add(new PSNoteProperty(name, value));
        }

        if (typeName is not null)
        {
            bag.TypeNames.Insert(0, typeName);
        }

        return bag;
    }

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
