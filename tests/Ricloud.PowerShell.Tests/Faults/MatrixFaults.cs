using System.Collections.Generic;

namespace Ricloud.Tests.Faults;

/// <summary>The columns: every kind of fault that the emulator has, each kind in the shapes that differ to a caller.</summary>
internal static class MatrixFaults
{
    private const string Server = "Server";
    private const string Connection = "Connection";
    private const string Timeout = "Timeout";
    private const string InvalidResponse = "InvalidResponse";
    private const string RedirectRefused = "RedirectRefused";
    private const string RateLimited = "RateLimited";

    public static IReadOnlyList<MatrixFault> All { get; } =
    [
        new("delay", """ "kind":"delay","ms":200 """, Timeout, MatrixEffect.Late),
        new("delay too long", """ "kind":"delay","ms":4000 """, Timeout, MatrixEffect.Alive) { IsDone = true },
        new("status 503", """ "kind":"status","status":503 """, Server, MatrixEffect.Lost),
        new("status 503 after", """ "kind":"status","status":503,"when":"after" """, Server, MatrixEffect.Lost) { IsDone = true },
        new("status 503 Retry-After", """ "kind":"status","status":503,"retry_after":1 """, Server, MatrixEffect.Lost),
        new("status 504", """ "kind":"status","status":504 """, Server, MatrixEffect.Alive),
        new("status 429", """ "kind":"status","status":429,"retry_after":1,"retry_after_as":"date" """, RateLimited, MatrixEffect.Limited),
        new("status 403", """ "kind":"status","status":403 """, "Forbidden", MatrixEffect.Refused) { IsRepeated = false },
        new("drop before", """ "kind":"drop" """, Connection, MatrixEffect.Lost) { IsAbsence = true },
        new("drop after", """ "kind":"drop","when":"after" """, Connection, MatrixEffect.Lost) { IsDone = true, IsAbsence = true },
        new("truncate", """ "kind":"truncate" """, Connection, MatrixEffect.Lost) { IsDone = true },
        new("slow", """ "kind":"slow","bytes":1024,"ms":20 """, Timeout, MatrixEffect.Late),
        new("slow too long", """ "kind":"slow","bytes":1,"ms":900 """, Timeout, MatrixEffect.Alive) { IsDone = true },
        new("html", """ "kind":"html" """, InvalidResponse, MatrixEffect.Lost) { IsRepeated = false, IsUnreadable = true },
        new("html after", """ "kind":"html","when":"after" """, InvalidResponse, MatrixEffect.Lost) { IsDone = true, IsRepeated = false, IsUnreadable = true },
        new("wrong-length over", """ "kind":"wrong-length","by":16 """, Connection, MatrixEffect.Lost) { IsDone = true },
        new("wrong-length under", """ "kind":"wrong-length","by":-16 """, InvalidResponse, MatrixEffect.Lost) { IsDone = true, IsRepeated = false, IsUnreadable = true },
        new("invalid-utf8", """ "kind":"invalid-utf8" """, InvalidResponse, MatrixEffect.Lost) { IsDone = true, IsRepeated = false, IsUnreadable = true },
        new("redirect", $$""" "kind":"redirect","location":"{{MatrixFault.Elsewhere}}" """, RedirectRefused, MatrixEffect.Lost) { IsRepeated = false },
        new("redirect after", $$""" "kind":"redirect","status":303,"when":"after","location":"{{MatrixFault.Elsewhere}}" """, RedirectRefused, MatrixEffect.Lost) { IsDone = true, IsRepeated = false },
        new("rate-limit", """ "kind":"rate-limit","limit":1,"window":1.5 """, RateLimited, MatrixEffect.Limited) { EveryRule = """ "kind":"rate-limit","limit":1,"window":3600 """ },
    ];
}
