using System.IO;
using System.Net.Sockets;
using Ricloud.Values;

namespace Ricloud.Receiving;

/// <summary>One sender's connection: reads requests, has them decided, and answers in their order.</summary>
internal sealed class ReceiverConnection : IDisposable
{
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastWordTime = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly HttpRequestReader _reader;
    private readonly ReceiverServices _services;
    private readonly string _sender;
    private HttpRequestHead? _head;
    private Delivery? _delivery;
    private TimeSpan _began;

    /// <param name="socket">The connection; it is this object's from now on.</param>
    /// <param name="services">What it shares with the others.</param>
    public ReceiverConnection(Socket socket, ReceiverServices services)
    {
        socket.NoDelay = true;
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _services = services;
        _sender = socket.RemoteEndPoint?.ToString() ?? string.Empty;
        Deadline = new ConnectionDeadline(services.Options.Elapsed);
        _reader = new HttpRequestReader(_stream, services.Options.Limits, Deadline);
    }

    private enum Ending
    {
        /// <summary>The next request may follow.</summary>
        None,

        /// <summary>The request was read whole, and is the last one.</summary>
        Close,

        /// <summary>The sender may still be sending what isn't wanted.</summary>
        Linger,
    }

    public ConnectionDeadline Deadline { get; }

    /// <summary>Serves requests until either side has had enough.</summary>
    public async Task ServeAsync()
    {
        try
        {
            var goesOn = true;
            while (goesOn)
            {
                var (reply, ending) = await DecideAsync().ConfigureAwait(false);
                goesOn = reply is not null && await AnswerAsync(reply, ending).ConfigureAwait(false);
            }
        }
        catch (ConnectionOverException)
        {
            // While answering: what was decided stays decided, and there is nobody left to tell.
        }
    }

    /// <summary>Says that there are too many connections.</summary>
    public async Task RefuseAsync()
    {
        try
        {
            _began = _services.Options.Elapsed();
            var busy = ReceiverReply.Later(ReceiverOutcome.Busy, "Too many connections are open.");
            _ = await AnswerAsync(busy, Ending.Linger).ConfigureAwait(false);
        }
        catch (ConnectionOverException)
        {
            // It didn't wait to hear it.
        }
    }

    /// <summary>Closes the socket, which ends whatever waits for it.</summary>
    public void Dispose() => _stream.Dispose();

    private static ReceiverReply Explain(ConnectionEnd end) => end switch
    {
        ConnectionEnd.TimedOut => ReceiverReply.Refused(408, ReceiverOutcome.TimedOut, "The request took too long to come."),
        ConnectionEnd.Evicted => ReceiverReply.Later(ReceiverOutcome.Busy, "The request took its time while others waited for a place."),
        _ => ReceiverReply.Later(ReceiverOutcome.NotTaken, "The receiver ended before the request had come."),
    };

    private async Task<(ReceiverReply? Reply, Ending Ending)> DecideAsync()
    {
        _head = null;
        _delivery = null;
        _began = _services.Options.Elapsed();
        try
        {
            _head = await _reader.ReadHeadAsync().ConfigureAwait(false);
            if (_head is null)
            {
                return (null, Ending.Close);
            }

            _began = _services.Options.Elapsed();
            if (_services.AnswerToHead(_head) is { } answer)
            {
                return (answer, _head.Chunked || _head.ContentLength > 0 ? Ending.Linger : After(_head));
            }

            return (await ReceiveAndHandleAsync(_head).ConfigureAwait(false), After(_head));
        }
        catch (HttpRefusedException refusal)
        {
            return (ReceiverReply.Refused(refusal), Ending.Linger);
        }
        catch (ConnectionOverException over) when (over.End != ConnectionEnd.PeerGone)
        {
            return (Explain(over.End), Ending.Close);
        }
        catch (ConnectionOverException)
        {
            Tell(new ReceiverRequest { Outcome = ReceiverOutcome.Aborted, Reason = "The sender went away in the middle of its request." });
            return (null, Ending.Close);
        }
    }

    private async Task<ReceiverReply> ReceiveAndHandleAsync(HttpRequestHead head)
    {
        _services.Counter.Begin();
        try
        {
            _delivery = await ReceiveAsync(head).ConfigureAwait(false);
            return await _services.Handler.HandleAsync(_delivery, Deadline).ConfigureAwait(false);
        }
        finally
        {
            _services.Counter.End();
        }
    }

    private Ending After(HttpRequestHead head) => head.KeepsAlive && !_services.IsStopping() ? Ending.None : Ending.Close;

    private async Task<Delivery> ReceiveAsync(HttpRequestHead head)
    {
        var id = _services.Route.EventId(head);
        _reader.CheckLength(head);
        if (head.ExpectsContinue && !_reader.HasUnread)
        {
            await WriteAsync(HttpAnswer.Continue).ConfigureAwait(false);
        }

        var body = await _reader.ReadBodyAsync(head).ConfigureAwait(false);
        return new Delivery(head, id, body, _services.Options.Clock());
    }

    private async Task<bool> AnswerAsync(ReceiverReply reply, Ending ending)
    {
        // Counted before it is sent, so that whoever has an answer finds it counted.
        Tell(reply);
        var closes = ending != Ending.None || Deadline.IsOver;
        var answer = reply.Answer.ToBytes(closes, _head?.Method == "HEAD", _services.Options.Clock());
        if (Deadline.IsOver)
        {
            await SayLastWordAsync(answer).ConfigureAwait(false);
            return false;
        }

        await WriteAsync(answer).ConfigureAwait(false);
        if (closes)
        {
            EndSending();
        }

        if (ending == Ending.Linger)
        {
            await _reader.DrainAsync(LingerTime).ConfigureAwait(false);
        }

        return !closes;
    }

    private async Task WriteAsync(byte[] bytes)
    {
        Deadline.StartWaiting(_services.Options.Limits.AnswerTime);
        try
        {
            await Deadline.WithinAsync(_stream.WriteAsync(bytes, 0, bytes.Length)).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            throw new ConnectionOverException(ConnectionEnd.PeerGone, gone);
        }

        Deadline.Clear();
    }

    /// <summary>Tries to say why, without waiting for a sender that has used up its time.</summary>
    private async Task SayLastWordAsync(byte[] bytes)
    {
        try
        {
            var write = _stream.WriteAsync(bytes, 0, bytes.Length);
            _ = await Task.WhenAny(write, _services.Options.Delay(LastWordTime, CancellationToken.None)).ConfigureAwait(false);
            if (write.IsCompleted)
            {
                await write.ConfigureAwait(false);
                EndSending();
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // It has gone already.
        }
    }

    private void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer was quicker.
        }
    }

    private void Tell(ReceiverReply reply) => Tell(new ReceiverRequest
    {
        Outcome = reply.Outcome,
        Status = reply.Answer.Status,
        Reason = reply.Answer.Reason,
        Verdict = reply.Verdict,
        EventId = ApiId.Text(reply.Event?.Id),
        EventName = reply.Event is { } received ? received.Type + "." + received.Action : null,
    });

    private void Tell(ReceiverRequest request)
    {
        request.Method = _head?.Method;
        request.Target = _head?.Target;
        request.Delivery = _delivery;
        request.Sender = _sender;
        request.Duration = _services.Options.Elapsed() - _began;
        _services.Counter.Add(request);
        _services.Options.Observer(request);
    }
}
