using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Ricloud.Tests.House;

/// <summary>What the compiler and <c>.editorconfig</c> can't say of the house's one dialect.</summary>
public sealed class DialectTests
{
    /// <summary>What a pipeline sees has its project's own namespace, wherever its room is.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_has_the_namespace_of_its_room(string project)
    {
        Rooms rooms = Rooms.Of(project);
        string root = project == "Ricloud.Client" ? "Ricloud" : project;
        Assert.Empty(
            from tree in rooms.Files
            let room = rooms.Room(tree.FilePath)
            where room != "Compatibility"
            from type in Rooms.TypesIn(tree, rooms.Compilation)
            let space = type.ContainingNamespace.ToDisplayString()
            where space != (room == Rooms.Root ? root : $"{root}.{room}") && !(space == root && type.DeclaredAccessibility == Accessibility.Public)
            select $"{type.Name} of {room} is in {space}");
    }

    /// <summary>An internal type hides what it has well enough: its members say public or private, and mean it.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Members_of_internal_types_are_public_or_private(string project)
    {
        Rooms rooms = Rooms.Of(project);
        Assert.Empty(
            from tree in rooms.Files
            from type in Rooms.TypesIn(tree, rooms.Compilation)
            where type.DeclaredAccessibility == Accessibility.Internal
            from member in type.GetMembers()
            where !member.IsImplicitlyDeclared && member.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal
            select $"{type.Name}.{member.Name}");
    }

    public static TheoryData<string> Projects { get; } = ["Ricloud.Client", "Ricloud.PowerShell", "Ricloud.Emulator"];
}
