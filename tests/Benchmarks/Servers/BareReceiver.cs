using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

namespace Ricloud.Benchmarks.Servers;

/// <summary>What somebody writes who takes HttpListener, computes the HMAC, and answers.</summary>
internal static class BareReceiver
{
    public static async Task<int> RunAsync(Options options)
    {
        string url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Take()}");
        byte[] secret = Encoding.UTF8.GetBytes(options.Text("--secret"));
        using HttpListener listener = new();
        listener.Prefixes.Add(url + "/");
        listener.Start();
        _ = AcceptAsync(listener, secret);
        Console.WriteLine(url);
        await Console.In.ReadToEndAsync();
        listener.Stop();
        return 0;
    }

    private static async Task AcceptAsync(HttpListener listener, byte[] secret)
    {
        while (listener.IsListening)
        {
            HttpListenerContext context = await listener.GetContextAsync();
            _ = Task.Run(() => AnswerAsync(context, secret));
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context, byte[] secret)
    {
        using MemoryStream body = new();
        await context.Request.InputStream.CopyToAsync(body);
        string[] header = context.Request.Headers["Ricloud-Signature"]!.Split(',');
        byte[] signed = [.. Encoding.ASCII.GetBytes(header[0][2..] + "."), .. body.ToArray()];
        bool isRight = CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, signed), Convert.FromBase64String(header[1][2..]));
        context.Response.StatusCode = isRight ? 200 : 401;
        context.Response.ContentLength64 = 0;
        context.Response.Close();
    }
}
