using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Http;

/// <summary>
/// Turns a query into a <see cref="ListQuery"/>. A parameter that this list doesn't have is refused:
/// ignoring a filter would answer with rows that its caller believes filtered.
/// </summary>
internal sealed class ListParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly Problems _problems = new();
    private readonly List<(string Column, object Value)> _filters = [];
    private ListQuery _query = new() { Limit = Documented.DefaultPageSize };

    public ListParameters(HttpRequest request)
    {
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var name = pair.DecodeName().ToString();
            if (!_values.TryAdd(name, pair.DecodeValue().ToString()))
            {
                _problems.Add(name, "It is given more than once.");
            }
        }
    }

    /// <summary>Reads <c>limit</c>, <c>after_id</c> and <c>before_id</c>.</summary>
    /// <param name="keyOf">The key of an id that was given out, even if its row is gone; else null.</param>
    public void Page(Func<string, long?> keyOf)
    {
        _query = _query with { After = Cursor("after_id", keyOf), Before = Cursor("before_id", keyOf) };
        if (Take("limit") is not { } text)
        {
            return;
        }

        if (Ids.TryParse(text, out var limit) && limit <= Documented.MaximumPageSize)
        {
            _query = _query with { Limit = (int)limit };
        }
        else
        {
            _problems.Add("limit", $"It must be a number from 1 to {Documented.MaximumPageSize}.");
        }
    }

    public void State(string[] allowed)
    {
        if (Take("state") is not { } state)
        {
            return;
        }

        if (allowed.Contains(state))
        {
            _filters.Add(("state", state));
        }
        else
        {
            _problems.Add("state", $"It must be one of: {string.Join(", ", allowed)}.");
        }
    }

    /// <summary>Hides deactivated rows unless a state is asked for.</summary>
    public void HideDeactivated() => _query = _query with { HideDeactivated = !_values.ContainsKey("state") };

    public void Text(string name)
    {
        if (Take(name) is not { } text)
        {
            return;
        }

        if (text.Length > 0)
        {
            _filters.Add((name, text));
        }
        else
        {
            _problems.Add(name, "It must not be empty.");
        }
    }

    public void Id(string name)
    {
        if (TakeId(name) is { } id)
        {
            _filters.Add((name, id));
        }
    }

    /// <summary>An attribute that is any text, and an id in every row here.</summary>
    public void TextOrId(string name)
    {
        if (Take(name) is not { } text)
        {
            return;
        }

        if (Ids.TryParse(text, out var id))
        {
            _filters.Add((name, id));
        }
        else
        {
            _query = _query with { MatchesNothing = true };
        }
    }

    /// <summary>An attribute that every row has, with this value.</summary>
    public void Constant(string name, long value)
    {
        if (TakeId(name) is { } id && id != value)
        {
            _query = _query with { MatchesNothing = true };
        }
    }

    /// <summary>An attribute that is null in every row here.</summary>
    public void NeverSet(string name)
    {
        if (Take(name) is not null)
        {
            _query = _query with { MatchesNothing = true };
        }
    }

    /// <summary>Reads <c>date_created[gte]</c> and <c>date_created[lte]</c>, or <c>date_created</c> for that very moment.</summary>
    public void DateCreated()
    {
        const string Name = "date_created";
        _query = _query with
        {
            From = Date($"{Name}[{Assumed.DateFrom}]", roundUp: true),
            To = Date($"{Name}[{Assumed.DateTo}]", roundUp: false),
        };
        if (_values.ContainsKey(Name))
        {
            var moment = Date(Name, roundUp: false);
            _query = _query with { From = moment, To = moment };
        }

        foreach (var other in _values.Keys.Where(name => name.StartsWith($"{Name}[", StringComparison.Ordinal)))
        {
            _problems.Add(Name, $"'{other}' is no operator; there are {Assumed.DateFrom} and {Assumed.DateTo}.");
            _values.Remove(other);
        }
    }

    /// <exception cref="RefusedException">Something in the query isn't allowed.</exception>
    public ListQuery Complete()
    {
        foreach (var unknown in _values.Keys)
        {
            _problems.Add(unknown, "It is no parameter of this list.");
        }

        _problems.ThrowIfAny();
        return _query with { Filters = _filters };
    }

    private long? Cursor(string name, Func<string, long?> keyOf)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        var key = keyOf(text);
        if (key is null)
        {
            _problems.Add(name, "It must be an id from this list.");
        }

        return key;
    }

    private long? Date(string name, bool roundUp)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        var date = DateText.ToMicroseconds(text, roundUp);
        if (date is null)
        {
            _problems.Add("date_created", "It must be an ISO 8601 date, such as 2018-10-01T17:04:34.154530Z.");
        }

        return date;
    }

    private long? TakeId(string name)
    {
        if (Take(name) is not { } text)
        {
            return null;
        }

        if (Ids.TryParse(text, out var id))
        {
            return id;
        }

        _problems.Add(name, "It must be an id.");
        return null;
    }

    private string? Take(string name) => _values.Remove(name, out var value) ? value : null;
}
