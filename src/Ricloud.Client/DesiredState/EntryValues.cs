using System.Globalization;
using System.Numerics;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>The values of one entry of a declaration by their names, and what is wrong with them.</summary>
internal sealed class EntryValues(string place, List<string> problems)
{
    private static readonly char[] Separators = [';', ',', ' '];

    private readonly Dictionary<string, DeclarationValue> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where it is, as errors name it.</summary>
    public string Place => place;

    /// <summary>The value of a name; null when it isn't there or is null.</summary>
    public DeclarationValue? this[string name]
    {
        get => _values.TryGetValue(name, out var value) && !value.IsNull ? value : null;
        set => _values[name] = value!;
    }

    /// <summary>Takes what is known of an object.</summary>
    /// <param name="members">Its names and values.</param>
    /// <param name="names">The names that it may have.</param>
    /// <param name="isExport">It is as the API or the module writes it, and has other names too.</param>
    public void Take(IReadOnlyList<KeyValuePair<string, DeclarationValue>> members, string[] names, bool isExport)
    {
        foreach (var member in members)
        {
            if (!EntryNames.Has(names, member.Key))
            {
                // A table of both kinds of config has columns that some of its rows leave empty.
                var isEmptyColumn = member.Value.IsNull && EntryNames.Has(EntryNames.OfStorageConfig, member.Key);
                if (!isExport && !isEmptyColumn && !EntryNames.Are(member.Key, EntryNames.Resource))
                {
                    Add($"'{member.Key}' is unknown; an entry has {EntryNames.Sentence(names)}.");
                }
            }
            else if (!_values.TryAddFirst(member.Key, member.Value, out _))
            {
                Add($"'{member.Key}' is there twice.");
            }
        }
    }

    /// <summary>A truth value; null for none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="question">What it tells, as a sentence has it.</param>
    public bool? Flag(string name, string question)
    {
        if (this[name] is not { } value)
        {
            return null;
        }

        var read = value.Scalar switch
        {
            bool given => given,
            string text when bool.TryParse(text, out var parsed) => parsed,
            _ => default(bool?),
        };
        if (read is null)
        {
            Add($"{Shown(value)} doesn't tell {question}; write true or false.");
        }

        return read;
    }

    /// <summary>One of several words; null for none.</summary>
    public string? Word(string name, params string[] words)
    {
        if (this[name] is not { } value)
        {
            return null;
        }

        var word = (value.Scalar as string)?.Trim().ToLowerInvariant();
        if (words.Contains(word))
        {
            return word;
        }

        Add($"the {name} {Shown(value)} can't be wanted; write {string.Join(" or ", words)}.");
        return null;
    }

    /// <summary>A number of seconds; null for none.</summary>
    public long? Seconds(string name)
    {
        if (this[name] is not { } value)
        {
            return null;
        }

        if (int.TryParse(Id(value.Scalar), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0)
        {
            return seconds;
        }

        Add($"{Shown(value)} is no {name}; write a number of seconds, 1 or more.");
        return null;
    }

    /// <summary>The ids of keys, several as a list or separated.</summary>
    public List<string> KeyIds(string name)
    {
        List<string> keys = [];
        foreach (var value in this[name] is { } given ? given.Items ?? new[] { given } : [])
        {
            var ids = Id(value.Scalar)?.Split(Separators, StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (ids.Length == 0)
            {
                Add($"{Shown(value)} is no key's id; write the ids of keys, several as a list.");
            }

            keys.AddRange(ids);
        }

        return keys;
    }

    public void Add(string problem) => problems.Add(place + ": " + problem);

    public static string Shown(DeclarationValue value) => value switch
    {
        { Items: not null } => "a list",
        { Members: not null } => "an object",
        { Scalar: string text } => "'" + Cut(TerminalText.Of(text)) + "'",
        { Scalar: null } => "nothing",
        _ => "'" + Convert.ToString(value.Scalar, CultureInfo.InvariantCulture) + "'",
    };

    private static string? Id(object? value) => value switch
    {
        string text => text,
        int or long or uint or ulong or short or ushort or byte or sbyte or BigInteger => Convert.ToString(value, CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("F0", CultureInfo.InvariantCulture),
        decimal number when number == decimal.Truncate(number) => number.ToString("F0", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Cut(string text) => text.Length > 200 ? text.Substring(0, 200) : text;
}
