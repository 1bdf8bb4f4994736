using System.Collections.Frozen;
using System.IO;
using System.Reflection;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;

namespace Ricloud.Emulator.Endpoints;

/// <summary>The inspector's page: files that are part of this program. Nothing of them needs a token; what the page shows does.</summary>
internal static class InspectorFiles
{
    public const string Path = ThisEmulator.Prefix + "/inspector";

    private const string Page = "index.html";
    private const string Prefix = "Inspector/";

    // Only what comes from here runs, nothing is framed, nothing is sent elsewhere, and no text becomes markup.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    // Most emulators are never looked at.
    private static readonly Lazy<FrozenDictionary<string, byte[]>> Files = new(Load);

    public static IEnumerable<Route> Routes =>
    [
        new("GET", Path, exchange => AnswerAsync(exchange, Page), NeedsToken: false),
        new("GET", Path + "/{}", exchange => AnswerAsync(exchange, exchange.PathValue(0)), NeedsToken: false),
    ];

    private static async Task AnswerAsync(Exchange exchange, string name)
    {
        if (!Files.Value.TryGetValue(name, out var file))
        {
            throw RefusedException.NotFound("file");
        }

        var response = exchange.Http.Response;
        response.ContentType = System.IO.Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            _ => "text/javascript; charset=utf-8",
        };
        response.ContentLength = file.Length;
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
        await response.BodyWriter.WriteAsync(file, exchange.Aborted).ConfigureAwait(false);
    }

    private static FrozenDictionary<string, byte[]> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(name => name[Prefix.Length..], name =>
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            using MemoryStream bytes = new();
            file.CopyTo(bytes);
            return bytes.ToArray();
        });
    }
}
