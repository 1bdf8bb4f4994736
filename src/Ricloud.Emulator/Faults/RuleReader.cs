using Ricloud.Emulator.Contract;

namespace Ricloud.Emulator.Faults;

/// <summary>Reads rules from JSON.</summary>
internal sealed class RuleReader(TimeProvider time)
{
    private readonly FaultReader _faults = new(time);

    /// <summary>Reads a rule, or an array of them.</summary>
    /// <exception cref="RefusedException">Something is wrong with a rule: every bad field of every rule is named.</exception>
    public IReadOnlyList<FaultRule> Read(JsonElement given)
    {
        var problems = new Problems();
        FaultRule?[] rules = given.ValueKind == JsonValueKind.Array
            ? [.. given.EnumerateArray().Select((rule, i) => ReadOne(rule, $"[{i}]", problems))]
            : [ReadOne(given, "", problems)];
        problems.ThrowIfAny();
        return rules!;
    }

    private FaultRule? ReadOne(JsonElement given, string position, Problems problems)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            problems.Add(position.Length > 0 ? position : "rule", "A rule must be an object.");
            return null;
        }

        var fields = new RuleFields(given, position.Length > 0 ? position + "." : "", problems);
        var kind = fields.OneOf("kind", FaultKind.All);
        var method = Method(fields);
        var path = Path(fields);
        var times = fields.Integer("times", 1, long.MaxValue);
        if (kind is null)
        {
            // A kind that can't be read has its problem already, and then the fields that it would have can't be judged.
            fields.Refuse("kind", $"It is required: one of {string.Join(", ", FaultKind.All)}.");
            return null;
        }

        var (trigger, fault) = _faults.Read(kind, fields);
        fields.Complete($"a rule of the kind {kind}");
        return new FaultRule
        {
            Method = method,
            Path = path,
            Trigger = trigger,
            Times = times,
            Kind = kind,
            Fault = fault,
            Given = fields.All,
        };
    }

    private static string? Method(RuleFields fields)
    {
        var method = fields.Text("method")?.ToUpperInvariant();
        if (method is not null && method != "*" && !method.All(char.IsAsciiLetterUpper))
        {
            fields.Refuse("method", "It must be an HTTP method such as POST, or * for all.");
        }

        return method == "*" ? null : method;
    }

    private static PathPattern? Path(RuleFields fields)
    {
        if (fields.Text("path") is not { } path)
        {
            return null;
        }

        if (path[0] is not ('/' or '*') || path.Contains('?', StringComparison.Ordinal))
        {
            fields.Refuse("path", "It must be a path such as /configs/webhook, without a query; * stands for any text.");
        }
        else if (ThisEmulator.IsOwn(path))
        {
            fields.Refuse("path", $"Rules never apply to {ThisEmulator.Prefix}.");
        }

        return new PathPattern(path);
    }
}
