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

    private ListParameters(string? query)
    {
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var name = pair.DecodeName().ToString();
            if (!_values.TryAdd(name, pair.DecodeValue().ToString()))
            {
                _problems.Add(name, "It is given more than once.");
            }
        }
    }

    /// <param name="query">The query with its question mark, or empty.</param>
    /// <param name="resource">What is listed.</param>
    /// <param name="keyOf">The key of an id that was given out, even if its row is gone; else null.</param>
    /// <exception cref="RefusedException">Something in the query isn't allowed.</exception>
    public static ListQuery Read(string? query, Resource resource, Func<string, long?> keyOf)
    {
        var parameters = new ListParameters(query);
        parameters.Page(keyOf);
        parameters._query = parameters._query with { Hidden = parameters._values.ContainsKey("state") ? [] : resource.Hidden };
        foreach (var field in resource.Fields.Where(field => field.IsFilter))
        {
            parameters.Filter(field);
        }

        return parameters.Complete();
    }

    /// <summary>Reads <c>limit</c>, <c>after_id</c> and <c>before_id</c>.</summary>
    private void Page(Func<string, long?> keyOf)
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

    private void Filter(Field field)
    {
        if (field.Kind == FieldKind.Date)
        {
            DateCreated(field.Name);
        }
        else if (Take(field.Name) is { } text)
        {
            Filter(field, text);
        }
    }

    private void Filter(Field field, string text)
    {
        var isId = Ids.TryParse(text, out var id);
        var problem = field.Kind switch
        {
            FieldKind.Text when field.Words.Length > 0 && !field.Words.Contains(text) => $"It must be one of: {string.Join(", ", field.Words)}.",
            FieldKind.Text when text.Length == 0 => "It must not be empty.",
            FieldKind.Number or FieldKind.Reference or FieldKind.Organisation when !isId => "It must be an id.",
            _ => null,
        };
        var isHopeless = field.Kind switch
        {
            FieldKind.Null => true,
            FieldKind.Organisation => id != Resources.OrganisationId,
            _ => false,
        };
        if (problem is not null)
        {
            _problems.Add(field.Name, problem);
        }
        else if (isHopeless)
        {
            _query = _query with { MatchesNothing = true };
        }
        else if (field.IsStored)
        {
            _filters.Add((field.Name, field.Kind == FieldKind.Text || !isId ? text : id));
        }
    }

    /// <summary>Reads <c>date_created[gte]</c> and <c>date_created[lte]</c>, or <c>date_created</c> for that very moment.</summary>
    private void DateCreated(string name)
    {
        _query = _query with
        {
            From = Date($"{name}[{Assumed.DateFrom}]", roundUp: true),
            To = Date($"{name}[{Assumed.DateTo}]", roundUp: false),
        };
        if (_values.ContainsKey(name))
        {
            var moment = Date(name, roundUp: false);
            _query = _query with { From = moment, To = moment };
        }

        foreach (var other in _values.Keys.Where(key => key.StartsWith($"{name}[", StringComparison.Ordinal)))
        {
            _problems.Add(name, $"'{other}' is no operator; there are {Assumed.DateFrom} and {Assumed.DateTo}.");
            _values.Remove(other);
        }
    }

    private ListQuery Complete()
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

    private string? Take(string name) => _values.Remove(name, out var value) ? value : null;
}
