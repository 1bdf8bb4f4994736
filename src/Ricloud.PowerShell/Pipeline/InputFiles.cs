using System.IO;
using System.Management.Automation;
using Ricloud.PowerShell.Errors;

namespace Ricloud.PowerShell.Pipeline;

/// <summary>The files that a <c>-Path</c> or a <c>-LiteralPath</c> names.</summary>
internal static class InputFiles
{
    /// <param name="cmdlet">Whose place in the file system a relative path begins at.</param>
    /// <param name="path">The path.</param>
    /// <param name="isLiteral">Whether it has no wildcards. What is the name of a file has none either way.</param>
    /// <param name="unreadable">The error if there is no such file.</param>
    /// <returns>Whole paths; none for wildcards that nothing matches.</returns>
    /// <exception cref="RicloudCommandException">There is no such file, or it isn't in the file system.</exception>
    public static IReadOnlyCollection<string> Find(PSCmdlet cmdlet, string path, bool isLiteral, RicloudError unreadable)
    {
        try
        {
            var literal = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out var _);
            if (provider.Name != "FileSystem")
            {
                throw new RicloudCommandException(unreadable.ToRecord(path, path, Texts.NotInFileSystem));
            }

            return isLiteral || File.Exists(literal) ? new[] { literal } : cmdlet.GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (SessionStateException e)
        {
            throw new RicloudCommandException(unreadable.Wrap(e, path, path, e.Message));
        }
    }
}
