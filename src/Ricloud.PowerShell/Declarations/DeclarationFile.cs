using System.IO;
using System.Text;
using Ricloud.DesiredState;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Declarations;

/// <summary>Reads the file of a <c>-Path</c>: its extension says how it is written.</summary>
internal static class DeclarationFile
{
    private const int LargestMegabytes = 16;

    private static readonly Encoding Unmarked = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // UTF-32 first: its mark begins as that of UTF-16.
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <exception cref="DeclarationException">What is written there makes no sense.</exception>
    /// <exception cref="RicloudCommandException">The file can't be read, or is of another kind.</exception>
    public static DeclarationValue Read(string path)
    {
        Func<string, string, DeclarationValue> parse = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".psd1" => DataFileDeclaration.Parse,
            ".json" => JsonDeclaration.Parse,
            ".csv" => CsvDeclaration.Parse,
            _ when Directory.Exists(path) => throw Unreadable(path, Texts.DeclarationIsFolder),
            var other => throw Unreadable(path, Texts.NoDeclarationFile(other)),
        };
        return parse(ReadText(path), path);
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
            var text = Decode(ReadBytes(path));
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

    private static byte[] ReadBytes(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using MemoryStream bytes = new();
        var buffer = new byte[81920];
        for (int read; (read = file.Read(buffer, 0, buffer.Length)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > LargestMegabytes * 1024 * 1024)
            {
                throw Unreadable(path, Texts.DeclarationTooLarge(LargestMegabytes));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>By its byte order mark, or as UTF-8.</summary>
    private static string Decode(byte[] bytes)
    {
        foreach (var encoding in Marked)
        {
            var mark = encoding.GetPreamble();
            if (bytes.Take(mark.Length).SequenceEqual(mark))
            {
                return encoding.GetString(bytes, mark.Length, bytes.Length - mark.Length);
            }
        }

        return Unmarked.GetString(bytes);
    }

    private static RicloudCommandException Unreadable(string path, string why) => new(RicloudError.DeclarationUnreadable.ToRecord(path, path, why));
}
