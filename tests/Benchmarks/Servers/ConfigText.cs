using System.Globalization;

namespace Ricloud.Benchmarks.Servers;

/// <summary>A webhook config as the API writes it.</summary>
internal static class ConfigText
{
    public static string Of(int id, string? url = null) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":{{id}},"resource":"webhook_config","organisation":1,"url":"{{url ?? $"https://receiver.example.com/hooks/{id}"}}","secret":"SAQGE894SOLjfhQqV4h1ZkU81lQMOeLnY3DLTlQbKcj","state":"valid","date_created":"2018-10-01T17:04:34.154530Z"}""");
}
