using Microsoft.AspNetCore.Http;
using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Http;

/// <summary>What a body gives of a table's fields. Attributes that the table doesn't take are ignored.</summary>
internal sealed class Body
{
    private readonly Dictionary<string, JsonElement> _given = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Field> _fields;
    private readonly Problems _problems;

    private Body(JsonElement body, IEnumerable<Field> fields, bool isUpdate, string prefix = "")
    {
        _problems = new Problems(prefix);
        _fields = [.. fields];
        foreach (var attribute in body.EnumerateObject())
        {
            if (NameOf(attribute) is { } name)
            {
                _given[name] = attribute.Value;
            }
        }

        foreach (var field in _fields.Where(field => field.Kind != FieldKind.Reference))
        {
            Read(field, isRequired: field.IsRequired && !isUpdate);
        }

        if (isUpdate)
        {
            RequireAny();
        }
    }

    /// <param name="request">The request.</param>
    /// <param name="fields">What its body can give.</param>
    /// <exception cref="RefusedException">The body is no JSON object.</exception>
    public static async Task<Body> ReadAsync(HttpRequest request, IEnumerable<Field> fields) =>
        new(await BodyReader.ReadObjectAsync(request).ConfigureAwait(false), fields, isUpdate: false);

    /// <summary>Reads the body of an update, which must give something.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<Body> ReadUpdateAsync(HttpRequest request, IEnumerable<Field> fields) =>
        new(await BodyReader.ReadObjectAsync(request).ConfigureAwait(false), fields, isUpdate: true);

    /// <summary>What an object inside a body gives, whose fields a refusal names with this before them.</summary>
    public static Body Of(JsonElement given, IEnumerable<Field> fields, string prefix) => new(given, fields, isUpdate: false, prefix);

    /// <summary>What was given and is allowed, by name.</summary>
    public Dictionary<string, object?> Values { get; } = new(StringComparer.Ordinal);

    /// <exception cref="RefusedException">Something is wrong that can be told without a look at the store.</exception>
    public void ThrowIfSettled()
    {
        if (_fields.All(field => field.Kind != FieldKind.Reference))
        {
            _problems.ThrowIfAny();
        }
    }

    /// <summary>Reads the references too: an id as number or text, or null to have none.</summary>
    /// <exception cref="RefusedException">Something is wrong: one answer names all of it.</exception>
    public void ReadReferences(Session session)
    {
        foreach (var field in _fields.Where(field => field.Kind == FieldKind.Reference && (_given.ContainsKey(field.Name) || field.IsRequired)))
        {
            if (!_given.TryGetValue(field.Name, out var value))
            {
                _problems.Add(field.Name, "It is required.");
                continue;
            }

            var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : TextOf(value);
            if (value.ValueKind == JsonValueKind.Null && !field.IsRequired)
            {
                Values[field.Name] = null;
            }
            else if (text is not null && Ids.TryParse(text, out var id) && Rows.Find(session, field.Of!, id) is not null)
            {
                Values[field.Name] = id;
            }
            else
            {
                _problems.Add(field.Name, field.IsRequired ? "It must be the id of one that exists." : "It must be the id of one that exists, or null.");
            }
        }

        _problems.ThrowIfAny();
    }

    /// <summary>An attribute's name; null when it is no Unicode text.</summary>
    public static string? NameOf(JsonProperty attribute) => TextOf(attribute, a => a.Name);

    /// <summary>A value's text; null when it isn't text, or no Unicode text.</summary>
    public static string? TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? TextOf(value, v => v.GetString()!) : null;

    private void RequireAny()
    {
        var names = _fields.Select(field => field.Name).ToArray();
        if (names.Any(_given.ContainsKey))
        {
            return;
        }

        foreach (var name in names)
        {
            _problems.Add(name, $"The body must have at least one of: {string.Join(", ", names)}.");
        }
    }

    private void Read(Field field, bool isRequired)
    {
        if (!_given.TryGetValue(field.Name, out var value))
        {
            if (isRequired)
            {
                _problems.Add(field.Name, "It is required.");
            }

            return;
        }

        if (value.ValueKind == JsonValueKind.Null && field.IsOptional && field.Kind is FieldKind.Number or FieldKind.Date)
        {
            Values[field.Name] = null;
            return;
        }

        var (read, problem) = field.Kind switch
        {
            FieldKind.Json or FieldKind.Given => (value.GetRawText(), field.JsonProblem(value)),
            FieldKind.Flag => ReadFlag(value),
            FieldKind.Number => ReadNumber(field, value),
            FieldKind.Date => ReadDate(value),
            _ => (TextOf(value), ProblemOf(field, TextOf(value))),
        };
        if (problem is null)
        {
            Values[field.Name] = read;
        }
        else
        {
            _problems.Add(field.Name, problem);
        }
    }

    private static (object? Value, string? Problem) ReadFlag(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => (1L, null),
        JsonValueKind.False => (0L, null),
        _ => (null, "It must be true or false."),
    };

    private static (object? Value, string? Problem) ReadNumber(Field field, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= field.Least && number <= int.MaxValue
            ? (number, null)
            : (null, $"It must be a whole number, at least {field.Least}, or null.");

    private static (object? Value, string? Problem) ReadDate(JsonElement value) =>
        TextOf(value) is { } text && DateText.ToMicroseconds(text, roundUp: true) is { } date
            ? (date, null)
            : (null, "It must be an ISO 8601 date, such as 2018-10-01T17:04:34.154530Z, or null.");

    private static string? ProblemOf(Field field, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "It must be text that isn't empty.";
        }

        return field.Settable.Length == 0 || field.Settable.Contains(text)
            ? field.Problem?.Invoke(text)
            : $"It must be one of: {string.Join(", ", field.Settable)}.";
    }

    private static string? TextOf<T>(T source, Func<T, string> text)
    {
        try
        {
            return text(source);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON allows it, Unicode has no such text.
            return null;
        }
    }
}
