using System;
using System.IO;
using System.Text;
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
            _ when Directory.Exists(path) => throw Unreadable(path, Texts.DeclarationIsFolder),
            var other => throw Unreadable(path, Texts.NoDeclarationFile(other)),
        };
        return DeclarationReader.Read(parse(ReadText(path), path), path);
    }

    private static string ReadText(string path)
    {
        if (Directory.Exists(path))
        {
            throw Unreadable(path, Texts.DeclarationIsFolder);
        }

        try
        {
            // A character that is read wrong would be an address that is wrong.
            string text = File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return text.IndexOf('\0') < 0 ? text : throw Unreadable(path, Texts.DeclarationEncoding);
        }
        catch (DecoderFallbackException)
        {
            throw Unreadable(path, Texts.DeclarationEncoding);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RicloudCommandException(RicloudError.DeclarationUnreadable.Wrap(e, path, path, e.Message));
        }
    }

    private static RicloudCommandException Unreadable(string path, string why) => new(RicloudError.DeclarationUnreadable.ToRecord(path, path, why));
}
