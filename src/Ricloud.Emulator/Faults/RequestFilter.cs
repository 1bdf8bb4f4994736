using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Faults;

/// <summary>Which requests a list is asked for.</summary>
/// <param name="After">The number after which it begins.</param>
/// <param name="Limit">How many it has at most.</param>
/// <param name="Method">Their method; null for all.</param>
/// <param name="Path">Their paths; null for all.</param>
internal sealed record RequestFilter(long After, int Limit, string? Method, PathPattern? Path)
{
    private const int DefaultLimit = 1000;

    public bool Matches(LoggedRequest request) =>
        request.Number > After
        && (Method is null || request.Method == Method)
        && (Path is null || Path.Matches(request.Path));

    /// <exception cref="RefusedException">Something in the query isn't allowed.</exception>
    public static RequestFilter Read(HttpRequest request)
    {
        var problems = new Problems();
        var after = 0L;
        long limit = DefaultLimit;
        string? method = null;
        string? path = null;
        foreach (var (name, values) in request.Query)
        {
            var value = values.ToString();
            if (values.Count > 1)
            {
                problems.Add(name, "It is given more than once.");
            }

            switch (name)
            {
                case "after":
                    after = Number(name, value, 0, long.MaxValue, problems);
                    break;
                case "limit":
                    limit = Number(name, value, 1, RequestLog.MaximumKept, problems);
                    break;
                case "method":
                    method = value.ToUpperInvariant();
                    break;
                case "path":
                    path = value;
                    break;
                default:
                    problems.Add(name, "It is no parameter of this list. There are after, limit, method and path.");
                    break;
            }
        }

        problems.ThrowIfAny();
        return new RequestFilter(after, (int)limit, method, path is null ? null : new PathPattern(path));
    }

    private static long Number(string name, string text, long least, long most, Problems problems)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(name, $"It must be a whole number from {least} to {most}.");
        return least;
    }
}
