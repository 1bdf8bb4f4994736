using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Ricloud.Benchmarks;

/// <summary>What stands behind the command's name: <c>--name value</c> and <c>--name</c>.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    public Options(IReadOnlyList<string> arguments)
    {
        for (int index = 0; index < arguments.Count; index++)
        {
            string name = arguments[index];
            if (!name.StartsWith("--", StringComparison.Ordinal))
            {
                throw new UsageException($"'{name}' is not an option.");
            }

            bool hasValue = index + 1 < arguments.Count && !arguments[index + 1].StartsWith("--", StringComparison.Ordinal);
            _values[name] = hasValue ? arguments[++index] : null;
        }
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string Text(string name) =>
        _values.GetValueOrDefault(name) ?? throw new UsageException($"{name} is missing, or has no value.");

    public int Number(string name, int otherwise)
    {
        if (!_values.TryGetValue(name, out string? text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new UsageException($"{name} wants a number from 0 to {int.MaxValue}.");
    }

    /// <summary>Fails when there is an option that the command doesn't know.</summary>
    public Options Only(params string[] names)
    {
        string? unknown = _values.Keys.FirstOrDefault(name => !names.Contains(name));
        return unknown is null ? this : throw new UsageException($"{unknown} is not an option of this command.");
    }
}
