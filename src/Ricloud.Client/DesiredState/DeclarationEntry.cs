using System.Globalization;
using System.Numerics;
using Ricloud.Models;
using Ricloud.Values;

namespace Ricloud.DesiredState;

/// <summary>Judges one entry of a declaration: an address, or names with values of which one is the address.</summary>
internal sealed class DeclarationEntry(string place, List<string> problems)
{
    public const string Names = "Url, State, Default and Keys";

    private const string Url = "Url";
    private const string State = "State";
    private const string Default = "Default";
    private const string Keys = "Keys";
    private const string Resource = "Resource";
    private static readonly string[] Known = [Url, State, Default, Keys];
    private static readonly char[] KeySeparators = [';', ',', ' '];

    private readonly Dictionary<string, DeclarationValue> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>It is a webhook config as the API or the module writes it, and not a declaration that somebody wrote.</summary>
    private bool _isExport;

    public static bool IsKnown(string name) => Known.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static bool IsUrl(string name) => string.Equals(name, Url, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name is one that only objects of the API have, exported as they are.</summary>
    public static bool IsResource(string name) => string.Equals(name, Resource, StringComparison.OrdinalIgnoreCase);

    public DeclaredWebhookConfig Read(DeclarationValue value)
    {
        if (value.Scalar is string)
        {
            _values[Url] = value;
        }
        else if (value.Members is { } members)
        {
            Take(members);
        }
        else
        {
            Add($"{Shown(value)} is no entry; write a Url, or an object with {Names}.");
            return new DeclaredWebhookConfig { Place = place };
        }

        DeclaredWebhookConfig entry = new()
        {
            Url = ReadUrl(),
            State = ReadState(),
            IsDefault = ReadDefault(),
            Keys = ReadKeys(),
            Place = place,
        };
        if (!entry.IsWanted && (entry.IsDefault || entry.Keys.Count > 0))
        {
            Add($"what is deactivated delivers nothing, so it can't be the {(entry.IsDefault ? "default" : "one that keys use")}.");
        }

        return entry;
    }

    private void Take(IReadOnlyList<KeyValuePair<string, DeclarationValue>> members)
    {
        var resource = members.FirstOrDefault(member => IsResource(member.Key)).Value;
        _isExport = resource is { IsNull: false };
        if (_isExport && resource!.Scalar is not ResourceType.WebhookConfig)
        {
            Add($"{Shown(resource)} is no webhook config.");
        }

        foreach (var member in members)
        {
            if (!IsKnown(member.Key))
            {
                if (!_isExport && !IsResource(member.Key))
                {
                    Add($"'{member.Key}' is unknown; an entry has {Names}.");
                }
            }
            else if (!_values.TryAddFirst(member.Key, member.Value, out _))
            {
                Add($"'{member.Key}' is there twice.");
            }
        }
    }

    private string ReadUrl()
    {
        if (Value(Url) is not { } value)
        {
            Add("there is no Url.");
            return string.Empty;
        }

        if (value.Scalar is string text && ReceiverAddress.IsValid(text))
        {
            return text;
        }

        Add($"{Shown(value)} is no receiver's address; write an absolute http or https URL without white space, control characters, a user name and password, or a fragment (#).");
        return string.Empty;
    }

    private string ReadState()
    {
        if (Value(State) is not { } value)
        {
            return ConfigState.Valid;
        }

        var state = (value.Scalar as string)?.Trim().ToLowerInvariant();
        if (state is ConfigState.Valid or ConfigState.Deactivated)
        {
            return state;
        }

        // A config stands for what it is meant to be: whatever isn't switched off is to work.
        if (_isExport && state is (ConfigState.New or ConfigState.Invalid))
        {
            return ConfigState.Valid;
        }

        Add($"the State {Shown(value)} can't be wanted; write valid or deactivated.");
        return ConfigState.Valid;
    }

    private bool ReadDefault()
    {
        switch (Value(Default)?.Scalar)
        {
            case bool given:
                return given;
            case string text when bool.TryParse(text, out var read):
                return read;
            case null when Value(Default) is null:
                return false;
            default:
                Add($"{Shown(Value(Default)!)} doesn't tell whether it is the Default; write true or false.");
                return false;
        }
    }

    private List<string> ReadKeys()
    {
        List<string> keys = [];
        foreach (var value in Value(Keys) is { } given ? given.Items ?? new[] { given } : [])
        {
            var text = Id(value.Scalar);
            var ids = text?.Split(KeySeparators, StringSplitOptions.RemoveEmptyEntries) ?? [];
            if (ids.Length == 0)
            {
                Add($"{Shown(value)} is no key's id; write the ids of keys, several as a list.");
            }

            keys.AddRange(ids);
        }

        return keys;
    }

    /// <summary>The value of a name; null when it isn't there or is null.</summary>
    private DeclarationValue? Value(string name) => _values.TryGetValue(name, out var value) && !value.IsNull ? value : null;

    private static string? Id(object? value) => value switch
    {
        string text => text,
        int or long or uint or ulong or short or ushort or byte or sbyte or BigInteger => Convert.ToString(value, CultureInfo.InvariantCulture),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("F0", CultureInfo.InvariantCulture),
        decimal number when number == decimal.Truncate(number) => number.ToString("F0", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Shown(DeclarationValue value) => value switch
    {
        { Items: not null } => "a list",
        { Members: not null } => "an object",
        { Scalar: string text } => "'" + Cut(TerminalText.Of(text)) + "'",
        { Scalar: null } => "nothing",
        _ => "'" + Convert.ToString(value.Scalar, CultureInfo.InvariantCulture) + "'",
    };

    private void Add(string problem) => problems.Add(place + ": " + problem);

    private static string Cut(string text) => text.Length > 200 ? text.Substring(0, 200) : text;
}
