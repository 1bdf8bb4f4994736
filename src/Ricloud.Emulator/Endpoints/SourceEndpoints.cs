using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/sources</c>. Children are made by the API alone.</summary>
internal sealed class SourceEndpoints(Database database, WholeRows rows)
{
    private static readonly Resource Resource = Resources.Source;

    public IEnumerable<Route> Routes =>
    [
        .. new ResourceEndpoints(database, rows, Resource)
        {
            Add = (session, _, values) => FindOrAdd(session, values, prefix: ""),
            Change = ResourceEndpoints.ChangePlainly,
        }.Routes,
        new("GET", Resource.Path + "/{}/children", ListChildrenAsync),
    ];

    /// <summary>The source of this user, type and identifier, which is made when there is none.</summary>
    /// <param name="session">The writer's.</param>
    /// <param name="values">What a body gives of it.</param>
    /// <param name="prefix">What stands before its fields' names in a refusal.</param>
    /// <exception cref="RefusedException">Its type wants an identifier and has none, or its user isn't active: 400.</exception>
    public static Changed FindOrAdd(Session session, Dictionary<string, object?> values, string prefix)
    {
        var type = (string)values["type"]!;
        if (!SourceType.HasIdentifier(type))
        {
            values.Remove("identifier");
        }
        else if (!values.ContainsKey("identifier"))
        {
            throw Problems.Of($"It is required for {type}.", prefix + "identifier");
        }

        if (Rows.Find(session, Resources.User, values["user"]!)!.State != State.Active)
        {
            throw Problems.Of("It must be the id of an active user.", prefix + "user");
        }

        var known = Rows.Where(
            session, Resource, "user = ?1 AND type = ?2 AND identifier IS ?3 ORDER BY id LIMIT 1", values["user"], type, values.GetValueOrDefault("identifier"));
        if (known.Count > 0)
        {
            return new Changed(known[0], WasThere: true);
        }

        values["state"] = State.Unvalidated;
        return new Changed(Rows.Add(session, Resource, values));
    }

    private Task ListChildrenAsync(Exchange exchange)
    {
        var id = exchange.PathId(Resource);
        var children = database.ReadAtOnce(session => rows.ChildrenOf(session, ResourceEndpoints.Find(session, Resource, id).Id));
        return exchange.AnswerAsync(writer => ListJson.WriteAll(writer, children, $"{Resource.Path}/{id}/children", ResourceJson.Write));
    }
}
