using System.Globalization;
using System.Numerics;
using Ricloud.PowerShell.Errors;
using Ricloud.Values;

namespace Ricloud.PowerShell.Parameters;

/// <summary>
/// Finds the id in what was passed or piped. All the API's resources have ids of one form, so taking any object's
/// <c>Id</c> would change strangers: what isn't known to be of the right kind is refused.
/// </summary>
internal sealed class IdentityReader(IdentityKind kind)
{
    private const double LargestExactDouble = 9007199254740992;

    /// <summary>The client sends none that is longer.</summary>
    private const int LongestId = 1024;

    private readonly IdentityKind _kind = kind;

    public RicloudIdentity Read(object? source)
    {
        var value = NamedValues.Unwrap(source);
        if (value is null)
        {
            return Refuse(source, RicloudError.InvalidId, "$null");
        }

        if (ScalarText(value) is { } text)
        {
            return FromText(text, source);
        }

        return value switch
        {
            RicloudIdentity identity => FromIdentity(identity),
            WebhookConfig config => FromModel(IdentityKind.WebhookConfig, config.Id, source!),
            StorageConfig config => FromModel(IdentityKind.StorageConfig, config.Id, source!),
            RicloudTask task when _kind.TestTaskType is not null => FromTask(task.Type, task.Target, source!),
            RicloudTask task => FromModel(IdentityKind.Task, task.Id, source!),
            Key key => FromModel(IdentityKind.Key, key.Id, source!),
            RicloudEvent occurrence => FromModel(IdentityKind.Event, occurrence.Id, source!),
            _ => FromObject(source!),
        };
    }

    /// <summary>What stands for a list without any ids.</summary>
    public RicloudIdentity ReadNothing() => Refuse(null, RicloudError.InvalidId, Texts.EmptyList);

    private RicloudIdentity FromIdentity(RicloudIdentity identity) =>
        identity.Kind == _kind ? identity : WrongKind(identity.Source, "an id of " + Texts.WithArticle(identity.Kind.Name));

    private RicloudIdentity FromModel(IdentityKind kind, object id, object source) =>
        kind == _kind ? FromText(ApiId.Text(id)!, source) : WrongKind(source, Texts.WithArticle(kind.TypeName));

    private RicloudIdentity FromTask(string? type, object? target, object source)
    {
        if (type != _kind.TestTaskType)
        {
            return WrongKind(source, type is null ? "a task of unknown type" : $"a task of type '{type}'");
        }

        var text = ScalarText(target);
        return string.IsNullOrWhiteSpace(text)
            ? Refuse(source, RicloudError.TaskWithoutTarget, _kind.Name)
            : FromText(text!, source);
    }

    private RicloudIdentity FromObject(object source)
    {
        if (ObjectView.Of(source) is not { } view)
        {
            return WrongKind(source, Texts.WithArticle(NamedValues.Unwrap(source)!.GetType().FullName!));
        }

        var module = view.ModuleType;
        if (module == IdentityKind.Task.TypeName && _kind.TestTaskType is not null)
        {
            return FromTask(view.Text("Type"), view["Target"], source);
        }

        return (module == _kind.TypeName || (module is null && view.IsPlain))
            ? FromBag(view, source)
            : WrongKind(source, Texts.WithArticle(view.TypeName));
    }

    private RicloudIdentity FromBag(ObjectView view, object source)
    {
        var resource = view["resource"] is null ? null : view.Text("resource") ?? "?";
        var isTestTask = resource is null or "task" && _kind.TestTaskType is { } type && view.Text("type") == type;
        if (isTestTask)
        {
            return FromTask(_kind.TestTaskType, view["target"], source);
        }

        if (!string.IsNullOrEmpty(resource) && resource != _kind.Resource)
        {
            return WrongKind(source, $"a resource '{resource}'");
        }

        var text = ScalarText(view["Id"]);
        return text is null ? WrongKind(source, "an object without an id") : FromText(text, source);
    }

    private RicloudIdentity FromText(string text, object? source)
    {
        var id = text.Trim();

        // A path of dots would name another resource, however it is escaped; half a character has no form in UTF-8.
        return id.Length is 0 or > LongestId || id is "." or ".." || id.Any(char.IsControl) || !UnicodeText.IsWellFormed(id)
            ? Refuse(source, RicloudError.InvalidId, "'" + Printable(id) + "'")
            : RicloudIdentity.Of(_kind, id, source);
    }

    private RicloudIdentity WrongKind(object? source, string what) =>
        Refuse(source, RicloudError.WrongKindOfObject, what, Texts.WithArticle(_kind.Name));

    private RicloudIdentity Refuse(object? source, RicloudError error, params object?[] arguments) =>
        RicloudIdentity.Refused(_kind, source, error, arguments);

    private static string Printable(string text) => TerminalText.Of(text.Length > 40 ? text.Substring(0, 40) : text);

    /// <summary>The text of an id in any form that PowerShell has for one; null for what is none, such as a date or true.</summary>
    public static string? ScalarText(object? value) => NamedValues.Unwrap(value) switch
    {
        null => null,
        string text => text,
        Guid id => id.ToString("D"),
        (int or long or uint or ulong or short or ushort or byte or sbyte or BigInteger) and IFormattable number =>
            number.ToString("D", CultureInfo.InvariantCulture),
        decimal number when number == decimal.Truncate(number) => number.ToString("F0", CultureInfo.InvariantCulture),
        float number => Integral(number),
        double number => Integral(number),
        _ => null,
    };

    private static string? Integral(double number) =>
        Math.Abs(number) <= LargestExactDouble && number == Math.Floor(number)
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : null;
}
