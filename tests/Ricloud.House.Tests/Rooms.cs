using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Ricloud.Build;

namespace Ricloud.Tests.House;

/// <summary>Which folder of a project refers to which: by the types that its code names, and the types of the members that it uses.</summary>
internal sealed class Rooms
{
    public const string Root = "(root)";

    /// <summary>The folder that holds everything.</summary>
    public static readonly string Repository = typeof(Rooms).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private static readonly string Source = Path.Combine(Repository, "src");

    private static readonly ConcurrentDictionary<string, Rooms> Read = new();

    private readonly SortedDictionary<string, string> _arrows = new(StringComparer.Ordinal);
    private readonly string _folder;

    private Rooms(string source, string project, params Compilation[] others)
    {
        _folder = Path.Combine(source, project);
        Compilation = Compile(project, others);
        foreach (SyntaxTree tree in Files)
        {
            Look(tree, Compilation.GetSemanticModel(tree));
        }
    }

    public CSharpCompilation Compilation { get; }

    /// <summary>A project's rooms, read once.</summary>
    public static Rooms Of(string project) => Read.GetOrAdd(project, static name => name == "Ricloud.PowerShell"
        ? new Rooms(Source, name, Of("Ricloud.Client").Compilation)
        : new Rooms(Source, name));

    /// <summary>The types that a file declares, but for those inside others.</summary>
    public static IEnumerable<INamedTypeSymbol> TypesIn(SyntaxTree tree, Compilation compilation)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Where(declaration => declaration.Parent is BaseNamespaceDeclarationSyntax)
            .Select(declaration => model.GetDeclaredSymbol(declaration)!);
    }

    /// <summary>Each arrow as <c>From > To</c>, with one place that makes it.</summary>
    public IReadOnlyDictionary<string, string> Arrows => _arrows;

    public IEnumerable<string> Names => Files.Select(tree => Room(tree.FilePath)).Distinct();

    /// <summary>The project's own files, without what its project file imports for all of them and what the build makes.</summary>
    public IEnumerable<SyntaxTree> Files => Compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private CSharpCompilation Compile(string project, Compilation[] others)
    {
        CSharpParseOptions options = new(LanguageVersion.Latest);
        IEnumerable<SyntaxTree> trees = Directory.EnumerateFiles(_folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Room(file) is not ("obj" or "bin"))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))
            .Append(CSharpSyntaxTree.ParseText(FromProjectFile(project), options));
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .Concat(others.Select(other => other.ToMetadataReference()));
        CSharpCompilation own = CSharpCompilation.Create(project, trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create([new TextsGenerator().AsSourceGenerator()], Directory.EnumerateFiles(_folder, "Texts.resx").Select(file => new Resources(file)), options)
            .RunGeneratorsAndUpdateCompilation(own, out Compilation whole, out _);
        return (CSharpCompilation)whole;
    }

    private sealed class Resources(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(File.ReadAllText(path));
    }

    /// <summary>What the project file says for all files: what they use, and who else sees what is internal.</summary>
    private string FromProjectFile(string project)
    {
        XDocument file = XDocument.Load(Path.Combine(_folder, project + ".csproj"));
        return string.Concat(
            file.Descendants("Using").Select(item => $"global using {item.Attribute("Include")!.Value};").Concat(
                file.Descendants("InternalsVisibleTo").Select(item => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{item.Attribute("Include")!.Value}\")]")));
    }

    private void Look(SyntaxTree tree, SemanticModel model)
    {
        string from = Room(tree.FilePath);
        HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
        foreach (ISymbol symbol in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Select(name => model.GetSymbolInfo(name)).Select(info => info.Symbol ?? info.CandidateSymbols.FirstOrDefault()).OfType<ISymbol>().Where(seen.Add))
        {
            foreach (INamedTypeSymbol type in Types(symbol))
            {
                foreach (string file in type.OriginalDefinition.Locations.Select(place => place.SourceTree?.FilePath).OfType<string>().Where(file => file.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
                {
                    string to = Room(file);
                    if (to != from)
                    {
                        _ = _arrows.TryAdd($"{from} > {to}", $"{Path.GetFileName(tree.FilePath)} uses {type.Name}");
                    }
                }
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> Types(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => Parts(type),
        IMethodSymbol method => Parts(method.ContainingType).Concat(Parts(method.ReturnType)),
        IPropertySymbol property => Parts(property.ContainingType).Concat(Parts(property.Type)),
        IFieldSymbol field => Parts(field.ContainingType).Concat(Parts(field.Type)),
        IEventSymbol happening => Parts(happening.ContainingType).Concat(Parts(happening.Type)),
        _ => [],
    };

    private static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [],
    };

    public string Room(string file)
    {
        string[] parts = Path.GetRelativePath(_folder, file).Split(Path.DirectorySeparatorChar);
        return parts.Length == 1 ? Root : parts[0];
    }
}
