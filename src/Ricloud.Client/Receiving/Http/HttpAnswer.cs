using System.Globalization;
using System.Text;

namespace Ricloud.Receiving;

/// <summary>An answer: a status, and for all but 200 a sentence that says why, or else what was asked for.</summary>
internal sealed class HttpAnswer(int status, string reason)
{
    public int Status { get; } = status;

    public string Reason { get; } = reason;

    public static HttpAnswer Ok { get; } = new(200, "");

    /// <summary>What a sender waits for before it sends a body.</summary>
    public static byte[] Continue { get; } = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    /// <summary>Seconds after which the sender should try again; null for an answer that trying again won't change.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The methods that the path has; null unless another one was refused.</summary>
    public string? Allow { get; init; }

    /// <summary>The body, in ASCII: the sentence unless there is something to tell.</summary>
    public string Content { get; init; } = reason;

    public string ContentType { get; init; } = "text/plain; charset=us-ascii";

    /// <param name="closes">Whether the connection ends with this answer.</param>
    /// <param name="bodiless">Whether the sentence is left out, as HEAD wants.</param>
    /// <param name="now">For the Date header.</param>
    public byte[] ToBytes(bool closes, bool bodiless, DateTimeOffset now)
    {
        var text = new StringBuilder(256)
            .Append("HTTP/1.1 ").Append(Status.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(Phrase())
            .Append("\r\nDate: ").Append(now.ToString("R", CultureInfo.InvariantCulture));
        if (Status == 401)
        {
            _ = text.Append("\r\nWWW-Authenticate: Ricloud-Signature");
        }

        if (Allow is not null)
        {
            _ = text.Append("\r\nAllow: ").Append(Allow);
        }

        if (RetryAfter is { } seconds)
        {
            _ = text.Append("\r\nRetry-After: ").Append(seconds.ToString(CultureInfo.InvariantCulture));
        }

        if (closes)
        {
            _ = text.Append("\r\nConnection: close");
        }

        if (Content.Length > 0)
        {
            _ = text.Append("\r\nContent-Type: ").Append(ContentType);
        }

        _ = text.Append("\r\nContent-Length: ").Append(Content.Length.ToString(CultureInfo.InvariantCulture)).Append("\r\n\r\n");
        if (!bodiless)
        {
            _ = text.Append(Content);
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private string Phrase() => Status switch
    {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        411 => "Length Required",
        413 => "Content Too Large",
        417 => "Expectation Failed",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "Answer",
    };
}
