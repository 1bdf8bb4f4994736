using System.IO;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Faults;

namespace Ricloud.Emulator.CommandLine;

/// <summary>Reads a file of fault rules: what would be posted, but comments and trailing commas are allowed.</summary>
internal static class FaultFile
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static IReadOnlyList<FaultRule> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            var rules = new RuleReader(TimeProvider.System).Read(document.RootElement.Clone());
            return rules.Count <= FaultRules.Maximum
                ? rules
                : throw new UsageException($"--faults '{path}' has {rules.Count} rules; there can be {FaultRules.Maximum}.");
        }
        catch (RefusedException e)
        {
            var problems = string.Join(" ", e.Parameters!.Select(field => $"{field.Key}: {field.Value}"));
            throw new UsageException($"--faults '{path}': {problems}", e);
        }
        catch (JsonException e)
        {
            throw new UsageException($"--faults '{path}' is not JSON, at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1} of it.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"--faults '{path}' can't be read: {e.Message}", e);
        }
    }
}
