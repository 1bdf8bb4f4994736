using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using CsCheck;
using Ricloud.Receiving;
using Xunit;

namespace Ricloud.Tests.Receiving;

/// <summary>
/// Whatever bytes come, in whatever pieces: the reader reads requests within its limits or refuses, it never fails
/// otherwise, never waits for more than the sender has, and never reads pieces differently from the whole.
/// <c>RICLOUD_FUZZ_COUNT</c> sets how many inputs are tried.
/// </summary>
public sealed class HttpReaderFuzzTests
{
    private static readonly ReceiverLimits Limits = new() { HeaderBytes = 512, BodyBytes = 300, ChunkOverheadBytes = 64 };

    private static readonly int[] Statuses = [400, 413, 417, 431, 501, 505];

    private static readonly string[] Seeds =
    [
        "POST /a/e HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nRicloud-Signature: t=1,s=AA==\r\n\r\nhello",
        "POST http://h/e HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n00a\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n",
        "\r\nGET /%41 HTTP/1.0\r\nConnection: close, x\r\nExpect: 100-continue\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];

    private static readonly string[] Pieces =
    [
        "\r\n", "\n", "\r", "\0", " ", "\t", ":", ";", ",", "0\r\n\r\n", "\r\n\r\n", "HTTP/1.1", "Content-Length: 3\r\n", "Content-Length: 99999999999999999999\r\n",
        "Transfer-Encoding: chunked\r\n", "Transfer-Encoding : chunked\r\n", "ffffffffffffffff\r\n", "7fffffff\r\n", "-1", "%", "\u00ff", "chunked, chunked",
    ];

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("RICLOUD_FUZZ_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 20_000;

    [Fact]
    public void Random_bytes_are_read_or_refused() =>
        Gen.Byte.Array[0, 700].Sample(bytes => Check(bytes, bytes.Length), iter: Count / 4);

    [Fact]
    public void Mutated_requests_are_read_or_refused() =>
        Gen.Int.Sample(seed => Check(Mutate(new Random(seed)), seed), iter: Count);

    [Fact]
    public async Task Mutated_requests_leave_a_receiver_in_working_order()
    {
        using var receiver = new TestReceiver(options => options.With(o => o.Limits = Limits)).AcceptAll();
        for (int seed = 0; seed < 300; seed++)
        {
            using var sender = await receiver.ConnectAsync();
            try
            {
                await sender.SendAsync(Mutate(new Random(seed)));
                sender.EndSending();
            }
            catch (System.IO.IOException)
            {
                // It was refused before all was sent.
            }

            while (await sender.ReadAsync() is { } answer)
            {
                Assert.InRange(answer.Status, 100, 599);
            }
        }

        Assert.Empty(receiver.Taken);
        Assert.Equal(200, (await receiver.SendAsync(TestReceiver.Delivery("good"))).Status);
    }

    private static byte[] Mutate(Random random)
    {
        var text = new StringBuilder();
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            _ = text.Append(Seeds[random.Next(Seeds.Length)]);
        }

        for (int i = random.Next(0, 5); i > 0; i--)
        {
            int at = random.Next(text.Length);
            _ = random.Next(5) switch
            {
                0 => text.Remove(at, random.Next(Math.Min(20, text.Length - at))),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => text.Replace(text[at], (char)random.Next(256), at, 1),
                3 => text.Insert(at, text.ToString(at, random.Next(text.Length - at))),
                _ => text.Insert(at, new string((char)random.Next(256), random.Next(600))),
            };
            if (text.Length == 0)
            {
                _ = text.Append('\r');
            }
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static void Check(byte[] bytes, int seed)
    {
        string whole = Read(bytes, () => int.MaxValue);
        Assert.Equal(whole, Read(bytes, () => 1));
        var random = new Random(seed);
        Assert.Equal(whole, Read(bytes, () => random.Next(1, 40)));
    }

    /// <summary>Reads all requests there are, and tells what was read and how it ended.</summary>
    private static string Read(byte[] bytes, Func<int> pieceSize)
    {
        var reading = ReadAsync(bytes, pieceSize);
        Assert.True(reading.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "The reader hangs.");
        return reading.Result;
    }

    private static async Task<string> ReadAsync(byte[] bytes, Func<int> pieceSize)
    {
        var story = new StringBuilder();
        using var stream = new FragmentedStream(bytes, pieceSize);
        var reader = new HttpRequestReader(stream, Limits, new ConnectionDeadline(() => TimeSpan.Zero));
        try
        {
            while (await reader.ReadHeadAsync() is { } head)
            {
                byte[] body = await reader.ReadBodyAsync(head);
                Assert.True(body.Length <= Limits.BodyBytes);
                Assert.True(head.Chunked || body.Length == (head.ContentLength ?? 0));
                _ = story.Append(head).Append(' ').Append(Convert.ToHexString(body)).Append('\n');
                _ = RequestPath.Segments(head.Target)?.Sum(segment => segment.Length);
            }
        }
        catch (HttpRefusedException refusal)
        {
            Assert.Contains(refusal.Status, Statuses);
            _ = story.Append(refusal.Status).Append(refusal.Message);
        }
        catch (ConnectionOverException over)
        {
            Assert.Equal(ConnectionEnd.PeerGone, over.End);
            _ = story.Append("gone");
        }

        return story.ToString();
    }
}
