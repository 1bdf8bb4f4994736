using System.IO;
using Ricloud.Changes;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>Judges the entry of a config: an address, or names with values of which one is the address.</summary>
internal static class ConfigEntry
{
    /// <param name="value">What was written.</param>
    /// <param name="kind">The kind of the list that it is in; null where address or export tells.</param>
    /// <param name="folder">Where relative paths begin; null for where the reader of the credential is.</param>
    /// <param name="values">Its place, and where problems go.</param>
    public static DeclaredConfig Read(DeclarationValue value, ConfigKind? kind, string? folder, EntryValues values)
    {
        var resource = Member(value, EntryNames.Resource);
        kind ??= KindOf(resource, value.Scalar as string ?? Member(value, EntryNames.Url)?.Scalar as string);
        if (value.Scalar is string)
        {
            values[EntryNames.Url] = value;
        }
        else if (value.Members is { } members)
        {
            if (resource is not null && resource.Scalar as string != kind.Resource)
            {
                values.Add($"{EntryValues.Shown(resource)} is no {kind.Title}.");
            }

            values.Take(members, EntryNames.Of(kind), isExport: resource is not null);
        }
        else
        {
            values.Add($"{EntryValues.Shown(value)} is no entry; write a Url, or an object with {EntryNames.Sentence(EntryNames.Of(kind))}.");
            return new DeclaredConfig { Kind = kind, Place = values.Place };
        }

        DeclaredConfig entry = new()
        {
            Kind = kind,
            Url = ReadUrl(kind, values),
            State = ReadState(values, isExport: resource is not null),
            IsDefault = values.Flag(EntryNames.Default, "whether it is the Default") == true,
            Keys = values.KeyIds(EntryNames.Keys),
            Credential = ReadCredential(values, folder),
            SignedUrl = values.Flag(EntryNames.SignedUrl, "whether there is a SignedUrl"),
            SignedUrlExpiry = values.Seconds(EntryNames.SignedUrlExpiry),
            Place = values.Place,
        };
        if (!entry.IsWanted && (entry.IsDefault || entry.Keys.Count > 0))
        {
            values.Add($"what is deactivated {(kind == ConfigKind.Storage ? "stores" : "delivers")} nothing, so it can't be the {(entry.IsDefault ? "default" : "one that keys use")}.");
        }

        return entry;
    }

    private static ConfigKind KindOf(DeclarationValue? resource, string? url) =>
        (resource?.Scalar as string) switch
        {
            ResourceType.StorageConfig => true,
            null => url is not null && StorageAddress.HasScheme(url),
            _ => false,
        } ? ConfigKind.Storage : ConfigKind.Webhook;

    private static DeclarationValue? Member(DeclarationValue value, string name) =>
        value.Members?.FirstOrDefault(member => EntryNames.Are(member.Key, name)).Value is { IsNull: false } found ? found : null;

    private static string ReadUrl(ConfigKind kind, EntryValues values)
    {
        if (values[EntryNames.Url] is not { } value)
        {
            values.Add("there is no Url.");
            return string.Empty;
        }

        if (value.Scalar is string text && kind.Accepts(text))
        {
            return text;
        }

        values.Add($"{EntryValues.Shown(value)} " + (kind == ConfigKind.Storage
            ? "is no address of a storage; write gs://bucket/path or s3://bucket/path, without white space."
            : "is no receiver's address; write an absolute http or https URL without white space, control characters, a user name and password, or a fragment (#)."));
        return string.Empty;
    }

    private static string ReadState(EntryValues values, bool isExport)
    {
        // A config stands for what it is meant to be: whatever isn't switched off is to work.
        var isLive = isExport && (values[EntryNames.State]?.Scalar as string)?.Trim().ToLowerInvariant() is ConfigState.New or ConfigState.Invalid;
        return (isLive ? null : values.Word(EntryNames.State, ConfigState.Valid, ConfigState.Deactivated)) ?? ConfigState.Valid;
    }

    /// <summary>What is no reference may be the credential itself, so it is never shown.</summary>
    private static string? ReadCredential(EntryValues values, string? folder)
    {
        if (values[EntryNames.Credential] is not { } value)
        {
            return null;
        }

        var reference = value.Scalar as string ?? string.Empty;
        if (!Array.Exists(CredentialScheme.All, scheme => reference.Length > scheme.Length && CredentialScheme.Is(reference, scheme)))
        {
            values.Add("the Credential must say where the credential is, and not be it; write env:NAME for an environment variable, file:PATH, secret:NAME or secret:VAULT/NAME.");
            return null;
        }

        var isRelative = folder is not null && CredentialScheme.Is(reference, CredentialScheme.File) && reference[CredentialScheme.File.Length] != '~';
        return isRelative ? CredentialScheme.File + Path.Combine(folder, reference.Substring(CredentialScheme.File.Length)) : reference;
    }
}
