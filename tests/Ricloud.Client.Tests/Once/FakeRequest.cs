namespace Ricloud.Tests.Once;

/// <summary>A request as it arrives.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">With its query.</param>
/// <param name="Subject">The address that is created, or else the path.</param>
/// <param name="Attempt">Which one with this method and subject it is, from 1.</param>
internal sealed record FakeRequest(string Method, string Path, string Subject, int Attempt)
{
    public bool IsCreate => Method == "POST" && Path == "/configs/webhook";

    public bool IsTest => Method == "POST" && Path.EndsWith("/test", System.StringComparison.Ordinal);
}
