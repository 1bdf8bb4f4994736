using System.IO;
using System.Security.Cryptography;
using System.Text;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Sessions;

/// <summary>
/// Where a token and an address are looked for when none is given: the environment, then the file named by
/// <c>RICLOUD_CONF</c>, then <c>~/.ricloud.ini</c>. Each setting is looked for by itself, as the vendor's client does.
/// A file is read only when the environment doesn't have the setting, and an empty value counts as none.
/// </summary>
/// <param name="section">The files' section, <c>api</c> or <c>webhooks</c>; the environment knows none.</param>
internal sealed class SettingSources(string section = "api")
{
    public const string ConfigurationVariable = "RICLOUD_CONF";

    private readonly Dictionary<string, IniFile?> _files = new(StringComparer.Ordinal);

    /// <summary>Looks for <c>token</c> or <c>url</c>, or for the <c>secret</c> of the webhooks.</summary>
    /// <exception cref="RicloudCommandException">The file named by <c>RICLOUD_CONF</c> is missing, or a file can't be read.</exception>
    public Setting? Find(string option)
    {
        var variable = "RICLOUD_" + option.ToUpperInvariant();
        if (Trimmed(Environment.GetEnvironmentVariable(variable)) is { } value)
        {
            return new Setting(value, "the environment variable " + variable);
        }

        foreach (var (path, isRequired) in Files())
        {
            if (Trimmed(Read(path, isRequired)?.Get(section, option)) is { } found)
            {
                return new Setting(found, path);
            }
        }

        return null;
    }

    /// <summary>A mark of the token and the address and where they stand, from which neither can be read.</summary>
    /// <exception cref="RicloudCommandException">A file can't be read.</exception>
    public string Mark()
    {
        using var hash = SHA256.Create();
        var parts = new[] { Find("token"), Find("url") }.Select(s => s is null ? "-" : s.Source + "\n" + s.Value);
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(string.Join("\n\n", parts))));
    }

    /// <summary>What to do with the files to have a setting in them: one that was read and lacks it is to be corrected, not written.</summary>
    public string WhatToWrite(string option) => _files.FirstOrDefault(f => f.Value is not null).Key is { } path
        ? Texts.FileToCorrect(section, option, path)
        : Texts.FileToWrite(section, option);

    private static IEnumerable<(string Path, bool IsRequired)> Files()
    {
        if (Trimmed(Environment.GetEnvironmentVariable(ConfigurationVariable)) is { } named)
        {
            yield return (named, true);
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        if (home.Length > 0)
        {
            yield return (Path.Combine(home, ".ricloud.ini"), false);
        }
    }

    private IniFile? Read(string path, bool isRequired)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            file = isRequired || File.Exists(path) ? Load(path) : null;
            _files.Add(path, file);
        }

        return file;
    }

    private static IniFile Load(string path)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.UTF8);
            return IniFile.Parse(reader);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RicloudCommandException(RicloudError.ConfigurationUnreadable.Wrap(e, path, path, e.Message));
        }
        catch (FormatException e)
        {
            throw new RicloudCommandException(RicloudError.ConfigurationInvalid.Wrap(e, path, path, e.Message));
        }
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
