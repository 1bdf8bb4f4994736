using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Ricloud.Webhooks;

namespace Ricloud.Benchmarks.Macro.Goals;

/// <summary>Verifying a signature, beside computing the HMAC and nothing else.</summary>
internal sealed class VerifyGoal : Goal, IDisposable
{
    private const int Count = 50_000;
    private const int WarmUps = 5;
    private const string Secret = "SAQGE894SOLjfhQqV4h1ZkU81lQMOeLnY3DLTlQbKcj";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private readonly byte[] _body = new byte[1024];
    private readonly HMACSHA256 _hmac = new(System.Text.Encoding.UTF8.GetBytes(Secret));
    private readonly WebhookVerifier _verifier = new([Secret]);
    private readonly string _header;

    public VerifyGoal()
    {
        new Random(1).NextBytes(_body);
        _header = WebhookSignature.Sign(_body, Secret, Now);
    }

    public override string Name => "verify";

    public override string Title => "verifying a signature of a 1 KiB body";

    public override async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench)
    {
        Contender bare = Loop("bare HMAC-SHA256 with a ready key", () => _hmac.ComputeHash(_body).Length == 32);
        Contender verifier = Loop("WebhookVerifier", () => _verifier.Verify(_header, _body, Now).IsValid);
        Contender once = Loop("WebhookSignature.Verify", () => WebhookSignature.Verify(_header, _body, [Secret], Now).IsValid);
        Samples samples = await Samples.TakeAsync(WarmUps, bench.Runs, bare, verifier, once);
        return
        [
            new("rate of a WebhookVerifier, by bare HMAC-SHA256 with a ready key", samples.Ratio(bare, verifier), Finding.Times, Limit.AtLeast(0.8)),
            new("rate of WebhookSignature.Verify, which makes the key anew each time", samples.Ratio(bare, once), Finding.Times),
            new("rate of a WebhookVerifier", samples.Of(verifier, static seconds => Count / seconds), "/s"),
            new("allocated by one WebhookVerifier.Verify", Allocation(() => _verifier.Verify(_header, _body, Now)), "B"),
        ];
    }

    public void Dispose()
    {
        _hmac.Dispose();
        _verifier.Dispose();
    }

    /// <summary>In processor time, since there is nothing here to wait for: what else the machine does matters less.</summary>
    private static Contender Loop(string name, Func<bool> work) => new(name, () =>
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        for (int done = 0; done < Count; done++)
        {
            if (!work())
            {
                throw new InvalidOperationException(name + " says no.");
            }
        }

        return Task.FromResult((Environment.CpuUsage.TotalTime - before).TotalSeconds);
    });

    private static Spread Allocation(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int done = 0; done < 1000; done++)
        {
            work();
        }

        return Spread.Of([(GC.GetAllocatedBytesForCurrentThread() - before) / 1000.0]);
    }
}
