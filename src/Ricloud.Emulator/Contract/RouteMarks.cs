namespace Ricloud.Emulator.Contract;

/// <summary>How each of the API's routes is known: D for documented, C for seen in the vendor's client only, A for assumed here.</summary>
internal static class RouteMarks
{
    private static readonly Dictionary<string, char> NotDocumented = new(StringComparer.Ordinal)
    {
        ["DELETE /configs/webhook/{}"] = 'C',
        ["GET /configs/storage"] = 'C',
        ["POST /configs/storage"] = 'C',
        ["GET /configs/storage/{}"] = 'C',
        ["POST /configs/storage/{}"] = 'C',
        ["DELETE /configs/storage/{}"] = 'C',
        ["GET /users"] = 'C',
        ["POST /users/{}"] = 'C',
        ["GET /sources"] = 'C',
        ["POST /sources"] = 'C',
        ["POST /sources/{}"] = 'C',
        ["GET /sources/{}/children"] = 'A',
        ["GET /sessions"] = 'C',
        ["GET /sessions/{}"] = 'C',
        ["DELETE /sessions/{}"] = 'C',
        ["GET /subscriptions"] = 'C',
        ["GET /subscriptions/{}"] = 'C',
        ["DELETE /subscriptions/{}"] = 'C',
        ["GET /polls"] = 'C',
        ["POST /polls"] = 'C',
        ["GET /polls/{}"] = 'C',
        ["POST /results/{}/ack"] = 'C',
        ["GET /permissions"] = 'C',
        ["POST /permissions"] = 'C',
        ["GET /permissions/{}"] = 'C',
        ["POST /permissions/{}"] = 'C',
        ["GET /tasks/{}/results"] = 'A',
    };

    public static char Of(string method, string template) => NotDocumented.GetValueOrDefault($"{method} {template}", 'D');
}
