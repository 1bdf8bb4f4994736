using System;
using System.IO;
using System.Linq;

namespace Ricloud.Build.Help;

/// <summary>The folder of the pages and the file to write, in this order.</summary>
internal static class Program
{
    private static void Main(string[] arguments)
    {
        var pages = Directory.EnumerateFiles(arguments[0], "*.md").Order(StringComparer.Ordinal).Select(HelpPage.Read);
        File.WriteAllText(arguments[1], MamlWriter.Write(pages));
    }
}
