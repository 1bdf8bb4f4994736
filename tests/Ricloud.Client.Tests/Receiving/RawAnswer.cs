using System;
using System.Collections.Generic;

namespace Ricloud.Tests.Receiving;

internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public bool Closes => Headers.TryGetValue("Connection", out string? value) && value.Equals("close", StringComparison.OrdinalIgnoreCase);
}
