using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/permissions</c>. The first are the organisation's own; what ties others to a key is unknown, so nothing does.</summary>
internal sealed class PermissionEndpoints(Database database, WholeRows rows)
{
    public IEnumerable<Route> Routes => new ResourceEndpoints(database, rows, Resources.Permission)
    {
        Add = (session, _, values) => new Changed(Rows.Add(session, Resources.Permission, values)),
        Change = ResourceEndpoints.ChangePlainly,
    }.Routes;
}
