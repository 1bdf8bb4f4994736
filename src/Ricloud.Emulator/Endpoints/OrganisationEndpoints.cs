using Ricloud.Emulator.Contract;
using Ricloud.Emulator.Http;
using Ricloud.Emulator.Json;
using Ricloud.Emulator.Storage;

namespace Ricloud.Emulator.Endpoints;

/// <summary><c>/organisation</c>, with the first page of its configs nested as each list gives them.</summary>
internal sealed class OrganisationEndpoints(Database database, WholeRows rows)
{
    private readonly ResourceEndpoints _one = new(database, rows, Resources.Organisation)
    {
        Change = ResourceEndpoints.ChangePlainly,
    };

    public IEnumerable<Route> Routes =>
    [
        new("GET", Resources.Organisation.Path, exchange => _one.AnswerAsync(exchange, Resources.OrganisationId)),
        new("POST", Resources.Organisation.Path, exchange => _one.UpdateAsync(exchange, Resources.OrganisationId)),
    ];
}
