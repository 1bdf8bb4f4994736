using System.Collections.Generic;
using System.Text;

namespace Ricloud.Tests.Harness;

/// <summary>One request as it arrived.</summary>
/// <param name="Method">The method, as sent.</param>
/// <param name="Target">Path and query, as sent.</param>
/// <param name="Headers">The headers, by name in any case; repeated ones joined by a comma.</param>
/// <param name="Body">The body's bytes.</param>
internal sealed record StubRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Path => Target.Split('?')[0];

    public string Query => Target.Contains('?', System.StringComparison.Ordinal) ? Target[(Target.IndexOf('?', System.StringComparison.Ordinal) + 1)..] : string.Empty;

    public string BodyText => Encoding.UTF8.GetString(Body);

    public override string ToString() => $"{Method} {Target}";
}
