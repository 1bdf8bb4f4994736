using System.Collections.Concurrent;
using System.Collections.Generic;
using Ricloud.Http;

namespace Ricloud.Tests.Wire;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingObserver : IRicloudObserver
{
    private readonly ConcurrentQueue<RicloudExchange> _exchanges = new();
    private readonly ConcurrentQueue<RicloudRetry> _retries = new();
    private readonly ConcurrentQueue<RicloudNotice> _notices = new();

    public IReadOnlyCollection<RicloudExchange> Exchanges => _exchanges;

    public IReadOnlyCollection<RicloudRetry> Retries => _retries;

    public bool HearsTries => true;

    public void Completed(RicloudExchange exchange) => _exchanges.Enqueue(exchange);

    public IReadOnlyCollection<RicloudNotice> Notices => _notices;

    public void Retrying(RicloudRetry retry) => _retries.Enqueue(retry);

    public void Noticed(RicloudNotice notice) => _notices.Enqueue(notice);
}
