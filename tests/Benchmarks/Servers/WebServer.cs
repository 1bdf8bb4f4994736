using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ricloud.Benchmarks.Servers;

/// <summary>Kestrel on a free loopback port: says its address in one line, and ends with its standard input.</summary>
internal static class WebServer
{
    public static async Task<int> RunAsync(Action<WebApplication> map)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        await using WebApplication server = builder.Build();
        map(server);
        await server.StartAsync();
        Console.WriteLine(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public static Task AnswerAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        return response.BodyWriter.WriteAsync(body).AsTask();
    }
}
