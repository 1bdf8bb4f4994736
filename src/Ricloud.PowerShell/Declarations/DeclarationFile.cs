using System;
using System.IO;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Declarations;

/// <summary>Reads the file of a <c>-Path</c>: its extension says how it is written.</summary>
internal static class DeclarationFile
{
    /// <exception cref="DeclarationException">What is written there makes no sense.</exception>
    /// <exception cref="RicloudCommandException">The file can't be read, or is of another kind.</exception>
    public static WebhookDeclaration Read(string path)
    {
        Func<string, string, DeclarationValue> parse = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".psd1" => DataFileDeclaration.Parse,
            ".json" => JsonDeclaration.Parse,
            ".csv" => CsvDeclaration.Parse,
            var other => throw new RicloudCommandException(RicloudError.DeclarationUnreadable.ToRecord(path, path, Texts.NoDeclarationFile(other))),
        };
        return DeclarationReader.Read(parse(ReadText(path), path), path);
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RicloudCommandException(RicloudError.DeclarationUnreadable.Wrap(e, path, path, e.Message));
        }
    }
}
