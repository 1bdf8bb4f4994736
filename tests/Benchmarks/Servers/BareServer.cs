using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ricloud.Benchmarks.Servers;

/// <summary>The least that ASP.NET Core can be: one route of a minimal API that always says the same.</summary>
internal static class BareServer
{
    private static readonly byte[] Config = Encoding.UTF8.GetBytes(ConfigText.Of(1));

    public static Task<int> RunAsync(Options options)
    {
        options.Only();
        return WebServer.RunAsync(static server => server.MapGet("/configs/webhook/{id}", static (HttpContext http, string id) => WebServer.AnswerAsync(http.Response, Config)));
    }
}
