using System.Globalization;
using System.Text;
using System.Threading.Tasks;

namespace Ricloud.Tests.Harness;

/// <summary>What the stub does with a request.</summary>
internal sealed record StubAnswer
{
    /// <summary>Gets an answer that closes the connection without a word.</summary>
    public static StubAnswer Drop { get; } = new() { Raw = [] };

    /// <summary>Gets the answer's bytes from the status line on; the connection is closed after them.</summary>
    public required byte[] Raw { get; init; }

    /// <summary>Gets a value indicating whether the connection stays open for the next request.</summary>
    public bool KeepsOpen { get; init; }

    /// <summary>Gets how many more bytes follow; they are made as they are sent.</summary>
    public long Padding { get; init; }

    /// <summary>Gets what the answer waits for; the test completes it, no time does.</summary>
    public Task? Until { get; init; }

    /// <summary>Makes an answer with a JSON body.</summary>
    public static StubAnswer Json(int status, string json, params (string Name, string Value)[] headers) =>
        Bytes(status, "application/json", Encoding.UTF8.GetBytes(json), headers);

    /// <summary>Makes an answer with any body.</summary>
    public static StubAnswer Bytes(int status, string contentType, byte[] body, params (string Name, string Value)[] headers)
    {
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Stub\r\nContent-Type: {contentType}\r\nContent-Length: {body.Length}\r\n");
        foreach ((string name, string value) in headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        head.Append("\r\n");
        return new StubAnswer { Raw = [.. Encoding.ASCII.GetBytes(head.ToString()), .. body], KeepsOpen = true };
    }

    /// <summary>Gives the same answer cut off after so many bytes less than all, with the connection closed there.</summary>
    public StubAnswer CutBy(int bytes) => this with { Raw = Raw[..^bytes], KeepsOpen = false };

    /// <summary>Gives the same answer, held back until the test completes a task.</summary>
    public StubAnswer HeldUntil(Task until) => this with { Until = until };
}
