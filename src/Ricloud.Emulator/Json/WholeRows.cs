using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Json;

/// <summary>Gives a row the parts that stand in other tables, or are found out anew: all that its table calls computed or whole.</summary>
/// <param name="asDocumented">The documented shape where the vendor's client can't read it.</param>
/// <param name="urls">Where this emulator is reached.</param>
internal sealed class WholeRows(bool asDocumented, ServedUrls urls)
{
    private static readonly ListQuery NestedPage = new() { Limit = Documented.DefaultPageSize };

    /// <summary>The resource as an event carries it.</summary>
    public string ForEvent(Session session, Row row) => ResourceJson.ForEvent(Complete(session, row));

    /// <summary>The resource as it is answered.</summary>
    public ListPage<Row> Complete(Session session, ListPage<Row> page) =>
        page.Rows is [{ Resource: var resource }, ..] && (resource.HasParts || resource == Resources.Permission)
            ? page with { Rows = [.. page.Rows.Select(row => Complete(session, row))] }
            : page;

    /// <inheritdoc cref="Complete(Session, ListPage{Row})"/>
    public Row Complete(Session session, Row row) => row.Resource.Name switch
    {
        "organisation" => row.With(OfOrganisation(session, row)),
        "source" => row.With(OfSource(session, row)),
        "session" => row.With(OfSession(session, row)),
        "poll" => row.With(OfPoll(session, row)),
        "task" when row["poll"] is not null => row.With(OfTask(session, row)),
        "result" => row.With(OfResult(session, row)),
        "permission" when !asDocumented => row.With(new Dictionary<string, string> { ["resource"] = Quote("permissions") }),
        _ => row,
    };

    /// <summary>The children of a source, newest first.</summary>
    public List<Row> ChildrenOf(Session session, long source) =>
        Rows.Where(session, Resources.Source, "parent = ?1 ORDER BY id DESC", source).ConvertAll(child => Complete(session, child));

    /// <summary>The results of a poll or a task, oldest first.</summary>
    /// <param name="session">The session.</param>
    /// <param name="column">Which of the two.</param>
    /// <param name="id">Its id.</param>
    public List<Row> ResultsOf(Session session, string column, long id) =>
        Rows.Where(session, Resources.Result, $"{column} = ?1 ORDER BY id", id).ConvertAll(result => Complete(session, result));

    private Dictionary<string, string> OfOrganisation(Session session, Row row) => new()
    {
        ["slug"] = Quote(Slug(row.Text("name"))),
        ["type"] = Quote(Assumed.OrganisationType),
        ["api_version"] = Quote(Assumed.ApiVersion),
        ["permissions"] = Permissions(session),
        ["storage_configs"] = NestedList(session, Resources.StorageConfig),
        ["webhook_configs"] = NestedList(session, Resources.WebhookConfig),
        ["state"] = Quote(Queries.HasAnyInState(session, Resources.StorageConfig, State.Valid) ? State.Active : ErrorCode.Unconfigured),
    };

    private string Permissions(Session session)
    {
        var row = Queries.Permissions(session);
        return JsonText.ToText(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", row.Id);
            writer.WriteString("resource", asDocumented ? "organisation_permissions" : "permissions");
            writer.WriteString("identifier", Assumed.PermissionsIdentifier);
            writer.WriteJson("scopes", row.Text("scopes"));
            writer.WriteDate("date_created", row.Number("date_created"));
            writer.WriteEndObject();
        });
    }

    private Dictionary<string, string> OfSource(Session session, Row row) =>
        new() { ["children"] = List(ChildrenOf(session, row.Id), $"{Resources.Source.Path}/{row.Id}/children") };

    private Dictionary<string, string> OfSession(Session session, Row row)
    {
        var source = Complete(session, Rows.Find(session, Resources.Source, row.Number("source"))!);
        return new() { ["source"] = JsonText.ToText(writer => ResourceJson.Write(writer, source)) };
    }

    private Dictionary<string, string> OfPoll(Session session, Row row)
    {
        var tasks = Rows.Where(session, Resources.Task, "poll = ?1 ORDER BY id", row.Id);
        Dictionary<string, string> parts = new()
        {
            ["results"] = List(ResultsOf(session, "poll", row.Id), $"{Resources.Result.Path}?poll={row.Id}"),
            ["errors"] = Errors(tasks.FindAll(task => task["error"] is not null), $"{Resources.Task.Path}?poll={row.Id}&state={State.Failed}"),
        };
        foreach (var state in Resources.Task.Fields.First(field => field.Name == "state").Words)
        {
            parts["tasks_" + state] = "[" + string.Join(',', tasks.Where(task => task.State == state).Select(task => task.Id)) + "]";
        }

        return parts;
    }

    // The vendor's client doesn't know this kind of object, and so must not be told that it is one.
    private string Errors(List<Row> failed, string url) => JsonText.ToText(writer =>
    {
        if (asDocumented)
        {
            ListJson.WriteAll(writer, failed, url, WriteError);
            return;
        }

        writer.WriteStartArray();
        failed.ForEach(task => WriteError(writer, task));
        writer.WriteEndArray();
    });

    private void WriteError(Utf8JsonWriter writer, Row task)
    {
        writer.WriteStartObject();
        if (asDocumented)
        {
            writer.WriteString("resource", "error");
        }

        writer.WriteString("error", task.Text("error"));
        writer.WriteNumber("task", task.Id);
        writer.WriteEndObject();
    }

    private Dictionary<string, string> OfTask(Session session, Row row) =>
        new() { ["results"] = List(ResultsOf(session, "task", row.Id), $"{Resources.Task.Path}/{row.Id}/results") };

    private Dictionary<string, string> OfResult(Session session, Row row) => new()
    {
        ["signed_url"] = row.NumberOrNull("signed_until") is { } until && until > session.Time()
            ? JsonText.ToText(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("url", urls.OfStored(row.Id, row.Text("signature")));
                writer.WriteDate("date_expires", until);
                writer.WriteEndObject();
            })
            : "null",
    };

    private string NestedList(Session session, Resource resource)
    {
        var page = Complete(session, Lists.Read(session, resource, NestedPage with { Hidden = resource.Hidden }));
        return JsonText.ToText(writer => ListJson.Write(writer, page, resource.Path, ResourceJson.Write));
    }

    private static string List(List<Row> rows, string url) => JsonText.ToText(writer =>
        ListJson.WriteAll(writer, rows, url, ResourceJson.Write));

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JsonText.Options.Encoder)}\"";

    private static string Slug(string name)
    {
        char[] letters = [.. name.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')];
        return string.Join('-', new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
