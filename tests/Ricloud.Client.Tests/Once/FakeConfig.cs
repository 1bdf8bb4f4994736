using System;

namespace Ricloud.Tests.Once;

/// <summary>A config as the server keeps it.</summary>
internal sealed record FakeConfig(int Id, string Url, string State, DateTimeOffset DateCreated)
{
    public string Json => $$"""{"id":{{Id}},"resource":"webhook_config","url":"{{Url}}","secret":"whsec","state":"{{State}}","date_created":"{{DateCreated:yyyy-MM-ddTHH:mm:ss.ffffffZ}}"}""";
}
