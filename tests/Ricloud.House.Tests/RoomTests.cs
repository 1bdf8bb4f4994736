using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Ricloud.Tests.House;

/// <summary>
/// The plan of <c>docs/design/architecture.md</c>: a room may use the rooms before it in its list, and none behind it, so that there
/// is no circle. What is owed to the plan stands here, and only gets less.
/// </summary>
public sealed class RoomTests
{
    private static readonly string[] ClientOrder =
        ["Compatibility", "Values", "Errors", "Json", "Models", "Http", "Paging", "Changes", "Services", "Webhooks", "Events", "Receiving", "DesiredState", "Operations"];

    private static readonly string[] PowerShellOrder =
        [Rooms.Root, "Errors", "Parameters", "Sessions", "Views", "Completion", "Emulator", "Declarations", "Pipeline", "Commands"];

    private static readonly string[] EmulatorOrder =
        ["Contract", "Measures", "Storage", "Inspection", "Json", "Deliveries", "Retrieval", "Http", "Faults", "Endpoints", "CommandLine", Rooms.Root];

    private static readonly string[] OwedByClient = [];

    private static readonly string[] OwedByPowerShell = [];

    private static readonly string[] OwedByEmulator = [];

    [Fact]
    public void The_clients_rooms_use_only_rooms_above_them() => AssertOrder(Rooms.Of("Ricloud.Client"), ClientOrder, OwedByClient);

    [Fact]
    public void The_modules_rooms_use_only_rooms_above_them() => AssertOrder(Rooms.Of("Ricloud.PowerShell"), PowerShellOrder, OwedByPowerShell);

    [Fact]
    public void The_emulators_rooms_use_only_rooms_above_them() => AssertOrder(Rooms.Of("Ricloud.Emulator"), EmulatorOrder, OwedByEmulator);

    /// <summary>A name that isn't found makes no arrow.</summary>
    [Theory]
    [MemberData(nameof(DialectTests.Projects), MemberType = typeof(DialectTests))]
    public void Every_name_is_found(string project) => Assert.Empty(
        Rooms.Of(project).Compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Id is "CS0103" or "CS0234" or "CS0246" or "CS1061").Select(d => d.ToString()));

    [Fact]
    public void The_plan_on_the_wall_has_the_rooms_in_their_order() => Assert.Equal(
        [.. ClientOrder, .. PowerShellOrder, .. EmulatorOrder],
        Plan().Select(line => Regex.Match(line, @"^\| (?:`(?<room>\w+)`|(?<room>\(root\))) \| ")).Where(row => row.Success).Select(row => row.Groups["room"].Value));

    /// <summary>Whoever renames a file has to walk the way again.</summary>
    [Fact]
    public void Its_walks_name_files_that_there_are()
    {
        string[] files = [.. new[] { "Ricloud.Client", "Ricloud.PowerShell", "Ricloud.Emulator" }
            .SelectMany(project => Rooms.Of(project).Files).Select(tree => Path.GetFileNameWithoutExtension(tree.FilePath))];
        string[] named = [.. Plan().Where(line => Regex.IsMatch(line, "^[0-9]+\\. ")).SelectMany(line => Regex.Matches(line, "`([A-Z][A-Za-z]+)`")).Select(name => name.Groups[1].Value)];

        Assert.True(named.Length > 80);
        Assert.Empty(named.Except(files).Except(["Made", "CreateInDoubt"]));
    }

    private static string[] Plan() => File.ReadAllLines(Path.Combine(Rooms.Repository, "docs", "design", "architecture.md"));

    private static void AssertOrder(Rooms rooms, string[] order, string[] owed)
    {
        Assert.Empty(rooms.Names.Except(order));
        string[] back = [.. rooms.Arrows.Where(arrow => IsBack(arrow.Key, order)).Select(arrow => arrow.Key)];
        Assert.True(back.Order().SequenceEqual(owed.Order()), string.Join('\n', Report(rooms, back, owed)));
    }

    private static bool IsBack(string arrow, string[] order)
    {
        string[] ends = arrow.Split(" > ");
        return Array.IndexOf(order, ends[1]) > Array.IndexOf(order, ends[0]);
    }

    private static IEnumerable<string> Report(Rooms rooms, string[] back, string[] owed) =>
        back.Except(owed).Select(arrow => $"{arrow}: {rooms.Arrows[arrow]}. It may not: move it, or the type, to where the plan has it.")
            .Concat(owed.Except(back).Select(arrow => $"{arrow} is no longer owed: take it off the list."));
}
