using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Net;

namespace Ricloud.Tests.Help;

/// <summary>What the engine says of one parameter.</summary>
internal sealed class ParameterFacts(ParameterMetadata metadata, IReadOnlyList<(string Set, CommandParameterInfo Facts)> sets, object? initial)
{
    /// <summary>Parameters that mean the same on every cmdlet, with the words for them.</summary>
    private static readonly Dictionary<string, string> Standard = new(StringComparer.Ordinal)
    {
        ["Confirm"] = "Asks for confirmation before the cmdlet changes anything.",
        ["First"] = "Emits no more than this many objects, and asks the API for no more pages than they need.",
        ["IncludeTotalCount"] = "Emits, before the objects, how many there are in all, as the API counts them.",
        ["Session"] = "The session to use, from `Connect-Ricloud -PassThru` or `Get-RicloudSession`. Without it the runspace's own session is used, and if there is none, one is made from the environment or the configuration file.",
        ["Skip"] = "Leaves out this many objects before the first one that is emitted. They are read all the same.",
        ["WhatIf"] = "Shows what would happen and changes nothing. No changing request is sent.",
    };

    public string Name => metadata.Name;

    public string TypeName => FullName(metadata.ParameterType);

    public Type Type => metadata.ParameterType;

    public IReadOnlyList<string> Aliases => [.. metadata.Aliases];

    public IReadOnlyList<(string Set, CommandParameterInfo Facts)> Sets => sets;

    public bool FromPipeline => sets.Any(pair => pair.Facts.ValueFromPipeline);

    public bool IsMandatory => sets.All(pair => pair.Facts.IsMandatory);

    public bool IsSwitch => metadata.ParameterType == typeof(SwitchParameter);

    public bool TakesWildcards => metadata.Attributes.OfType<SupportsWildcardsAttribute>().Any();

    /// <summary>What holds when the parameter is left out; empty when that is nothing, or what the words say.</summary>
    public string DefaultValue => initial switch
    {
        string text => text,
        int number and not (0 or int.MaxValue) => number.ToString(CultureInfo.InvariantCulture),
        IPAddress address => address.ToString(),
        _ => string.Empty,
    };

    public bool IsHidden => metadata.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow);

    public IReadOnlyList<string> AcceptedValues =>
        [.. metadata.Attributes.OfType<ValidateSetAttribute>().SelectMany(attribute => attribute.ValidValues)];

    public string Position => Place(sets[0].Facts);

    public static bool IsStandard(string name) => Standard.ContainsKey(name);

    public static string? StandardText(string name) => Standard.GetValueOrDefault(name);

    public static string Place(CommandParameterInfo parameter) =>
        parameter.Position < 0 ? "Named" : parameter.Position.ToString(CultureInfo.InvariantCulture);

    public static string ShortName(Type type)
    {
        if (type.IsArray)
        {
            return ShortName(type.GetElementType()!) + "[]";
        }

        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return Type.GetTypeCode(plain) switch
        {
            TypeCode.Int32 when !plain.IsEnum => "int",
            TypeCode.Int64 when !plain.IsEnum => "long",
            TypeCode.UInt64 when !plain.IsEnum => "ulong",
            TypeCode.String => "string",
            TypeCode.Boolean => "bool",
            TypeCode.Object when plain == typeof(object) => "Object",
            _ => plain.Name,
        };
    }

    public static string FullName(Type type) => type.IsArray
        ? FullName(type.GetElementType()!) + "[]"
        : (Nullable.GetUnderlyingType(type) ?? type).FullName!;
}
