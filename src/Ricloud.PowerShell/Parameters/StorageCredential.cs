using System.Collections;
using System.IO;
using System.Management.Automation;
using System.Security;
using System.Text;
using Ricloud.DesiredState;
using Ricloud.Json;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell;

/// <summary>
/// What a storage is opened with, from whatever people have it in: the JSON of a Google service account, the CSV that AWS exports,
/// a file with either, a hashtable or an object, hidden text, or a <see cref="PSCredential"/> of an access key. It shows nothing of it.
/// </summary>
public sealed class StorageCredential : ParameterValue
{
    private const string AccessKeyId = "access_key_id";
    private const string SecretAccessKey = "secret_access_key";

    private StorageCredential(Dictionary<string, object?>? values, RicloudError? error, params object?[] reasons)
        : base(null, error, reasons) => Values = values;

    /// <summary>The attributes as they go to the API; <see langword="null"/> when what was given is none.</summary>
    internal Dictionary<string, object?>? Values { get; }

    /// <summary>Shows nothing of it.</summary>
    /// <returns>The same text for every credential.</returns>
    public override string ToString() => RicloudSecret.Shown;

    /// <summary>Reads it.</summary>
    /// <param name="source">What was passed.</param>
    /// <param name="find">The whole path of a file.</param>
    internal static StorageCredential Read(object? source, Func<string, string> find)
    {
        try
        {
            return Of(source, find) is { Count: > 0 } values ? new(values, null) : Refused(Texts.CredentialIsMissing);
        }
        catch (Exception e) when (e is BodyFormatException or DeclarationException)
        {
            // What exactly is wrong would show some of it.
            return Refused(e is BodyFormatException ? Texts.CredentialIsNotJson : Texts.CredentialIsNotCsv);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SessionStateException or NotSupportedException or SecurityException)
        {
            return Refused(Texts.CredentialFile(source?.ToString(), e.Message));
        }
        catch (RicloudCommandException e)
        {
            return Refused(e.ErrorRecord.Exception.Message);
        }
    }

    private static StorageCredential Refused(string reason) => new(null, RicloudError.InvalidCredential, reason);

    private static Dictionary<string, object?>? Of(object? source, Func<string, string> find) => NamedValues.Unwrap(source) switch
    {
        null => null,
        StorageCredential credential => credential.Values,
        string text => OfText(text, find),
        SecureString secret => OfText(new RicloudSecret(secret).Reveal(), null),
        RicloudSecret secret => OfText(secret.Reveal(), null),
        PSCredential key => new() { [AccessKeyId] = key.UserName, [SecretAccessKey] = new RicloudSecret(key.Password).Reveal() },
        FileInfo file => OfText(File.ReadAllText(file.FullName), null),
        var value when NamedValues.Of(value) is { } members => OfMembers(members),
        IEnumerable items => OfItems([.. items.Cast<object?>()], find),
        _ => null,
    };

    // The lines of a file, or the one row of a CSV.
    private static Dictionary<string, object?>? OfItems(object?[] items, Func<string, string> find) =>
        items.Length == 1 ? Of(items[0], find) : items.All(item => NamedValues.Unwrap(item) is string) ? OfText(string.Join("\n", items), find) : null;

    private static Dictionary<string, object?>? OfText(string text, Func<string, string>? find)
    {
        var trimmed = text.Trim().TrimStart('\uFEFF');
        if (trimmed.StartsWith("{", StringComparison.Ordinal))
        {
            var bytes = Encoding.UTF8.GetBytes(trimmed);
            return JsonBody.Read(bytes, bytes.Length).All();
        }

        return find is not null && trimmed.IndexOf('\n') < 0 && trimmed.Length > 0 ? OfText(File.ReadAllText(find(trimmed)), null) : OfCsv(trimmed);
    }

    // As the vendor's own client reads it: the titles in small letters, with underscores.
    private static Dictionary<string, object?> OfCsv(string text)
    {
        CsvRecord[] lines = [.. new CsvReader(text, "CSV", new CsvDialect(',', 0, 1)).Read().Where(line => !line.IsBlank)];
        if (lines.Length != 2 || lines[0].Fields.Count != lines[1].Fields.Count)
        {
            throw new DeclarationException("CSV", Texts.CredentialIsNotCsv);
        }

        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        for (var i = 0; i < lines[0].Fields.Count; i++)
        {
            values[NameOf(lines[0].Fields[i])] = lines[1].Fields[i];
        }

        return values;
    }

    // What a CSV was made into by Import-Csv has its titles for names; those of JSON stay as they are, since these are no titles.
    private static Dictionary<string, object?> OfMembers(IReadOnlyList<KeyValuePair<string, object?>> members)
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        foreach (var member in members)
        {
            values[NameOf(member.Key)] = Plain(member.Value);
        }

        return values;
    }

    private static object? Plain(object? value) => NamedValues.Unwrap(value) switch
    {
        SecureString secret => new RicloudSecret(secret).Reveal(),
        RicloudSecret secret => secret.Reveal(),
        _ => PlainBody.Of(value),
    };

    private static string NameOf(string title) => title.Trim().ToLowerInvariant().Replace(' ', '_');
}
