using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Packaging;

/// <summary>Which Newtonsoft.Json the module can live with: any 13, because it needs nothing that the first one lacks.</summary>
public sealed class NewtonsoftReferenceTests
{
    private const string Newtonsoft = "Newtonsoft.Json";

    public static TheoryData<string> Assemblies => ["Ricloud.Client", "Ricloud.PowerShell"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void What_it_refers_to_is_in_the_first_13(string name)
    {
        ModuleContext context = new();
        Module first = context.LoadFromAssemblyName(new AssemblyName(Newtonsoft)).ManifestModule;
        Module module = context.LoadFromAssemblyName(new AssemblyName(name)).ManifestModule;

        Assert.StartsWith("13.0.1.", System.Diagnostics.FileVersionInfo.GetVersionInfo(first.FullyQualifiedName).FileVersion, StringComparison.Ordinal);
        Assert.All(
            module.Assembly.GetReferencedAssemblies().Where(reference => reference.Name == Newtonsoft),
            reference => Assert.Equal(new Version(13, 0, 0, 0), reference.Version));

        // The runtime looks each up by its whole signature, and throws for what isn't there.
        IReadOnlyList<MemberInfo> used = [.. Members(module).Select(token => module.ResolveMember(token)!).Where(member => member.Module == first)];
        Assert.True(name != "Ricloud.Client" || used.Count > 20, "The client uses more of it than that; was it looked for in the right place?");
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Nothing_of_it_is_in_the_public_face(string name)
    {
        ModuleContext context = new();
        Type[] exported = context.LoadFromAssemblyName(new AssemblyName(name)).GetExportedTypes();
        IEnumerable<Type> seen = exported.SelectMany(type => type.GetMembers()).SelectMany(Seen).Concat(exported.Select(type => type.BaseType!));

        Assert.DoesNotContain(seen, type => type?.Assembly.GetName().Name == Newtonsoft);
    }

    private static IEnumerable<Type> Seen(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType)
            .Concat(method is MethodInfo { ReturnType: { } type } ? [type] : []),
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IReadOnlyList<int> Members(Module module)
    {
        using PEReader file = new(File.OpenRead(module.FullyQualifiedName));
        MetadataReader reader = file.GetMetadataReader();
        return [.. reader.MemberReferences
            .Where(handle => reader.GetMemberReference(handle).Parent is { Kind: HandleKind.TypeReference } parent
                && reader.GetTypeReference((TypeReferenceHandle)parent).ResolutionScope is { Kind: HandleKind.AssemblyReference } scope
                && reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == Newtonsoft)
            .Select(handle => MetadataTokens.GetToken(handle))];
    }

    /// <summary>Loads from the module folder, as Windows PowerShell does, and not the engine's own copy.</summary>
    private sealed class ModuleContext() : AssemblyLoadContext("module folder")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            Path.Combine(RepositoryFolders.Module, assemblyName.Name + ".dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
