using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using Ricloud.Webhooks;

namespace Ricloud.Benchmarks.Fuzz;

/// <summary>
/// Verifies mutated deliveries through the public face. None may throw, each verdict must be the oracle's, and one that
/// passes must say what the valid one it was made of says.
/// </summary>
internal static class SignatureFuzz
{
    public static int Run(Options options)
    {
        options.Only("--count", "--seed", "--start");
        int count = options.Number("--count", 1_000_000);
        int start = options.Number("--start", 0);
        int seed = options.Number("--seed", Random.Shared.Next());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Verifying {count:N0} mutated deliveries, seed {seed}."));

        var verdicts = WebhookVerdict.All.ToDictionary(v => v, _ => 0L);
        var clock = Stopwatch.StartNew();
        for (int index = start; index - start < count; index++)
        {
            var mutator = new SignatureMutator(new Random(HashCodeOf(seed, index)));
            SignatureCase original = mutator.Original();
            SignatureCase mutated = mutator.Mutate(original);
            if (Fault(original, mutated, out string verdict) is { } fault)
            {
                Console.WriteLine($"FAILED: {fault}");
                Console.WriteLine($"  original: {original}");
                Console.WriteLine($"  mutated:  {mutated}");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  again:    fuzz-signatures --seed {seed} --start {index} --count 1"));
                return 1;
            }

            verdicts[verdict]++;
        }

        foreach (string verdict in WebhookVerdict.All)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict,-10} {verdicts[verdict],12:N0}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} verified in {clock.Elapsed.TotalSeconds:0.0} s: no exception, no false pass, every verdict as the oracle's."));
        return 0;
    }

    private static string? Fault(SignatureCase original, SignatureCase mutated, out string verdict)
    {
        verdict = WebhookVerdict.Malformed;
        if (original.Verify() != WebhookVerdict.Valid)
        {
            return "What was just signed isn't valid.";
        }

        try
        {
            verdict = mutated.Verify();
        }
#pragma warning disable CA1031 // That nothing at all is thrown is what this looks for.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return "It threw: " + thrown;
        }

        string expected = SignatureOracle.Judge(mutated);
        return verdict != expected ? $"The verdict is {verdict}; the oracle says {expected}."
            : verdict == WebhookVerdict.Valid && !SignatureOracle.SaysTheSame(original, mutated) ? "It passed, though it doesn't say what the original says."
            : null;
    }

    /// <summary>Mixes both, so that neighbouring indexes have nothing in common; the same in every process.</summary>
    private static int HashCodeOf(int seed, int index)
    {
        unchecked
        {
            uint mixed = ((uint)seed * 0x9E3779B1) ^ ((uint)index * 0x85EBCA77);
            mixed ^= mixed >> 15;
            mixed *= 0xC2B2AE3D;
            return (int)(mixed ^ (mixed >> 13));
        }
    }
}
