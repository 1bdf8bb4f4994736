using System.Globalization;
using System.Linq;

namespace Ricloud.Tests.Wire;

/// <summary>Bodies as the API contract shows them.</summary>
internal static class Answers
{
    public static string Config(int id, string state = "valid", string created = "2018-10-01T17:04:34.154530Z") =>
        $$"""{"id":{{id}},"resource":"webhook_config","organisation":1,"url":"https://example.com/{{id}}","secret":"whsec","state":"{{state}}","date_created":"{{created}}"}""";

    public static string Task(int id, string state) =>
        $$"""{"id":{{id}},"resource":"task","organisation":1,"key":1,"type":"webhook_config.test","target":7,"state":"{{state}}","results":null,"date_created":"2018-10-01T17:04:34Z"}""";

    public static string List(bool hasMore, params int[] ids) =>
        $$"""{"resource":"list","data":[{{string.Join(',', ids.Select(id => Config(id)))}}],"has_more":{{(hasMore ? "true" : "false")}},"total_count":{{ids.Length.ToString(CultureInfo.InvariantCulture)}},"url":"/configs/webhook"}""";

    public static string Error(string code, string parameter) =>
        $$$"""{"error":"{{{code}}}","message":"No.","params":{"{{{parameter}}}":"not accepted"}}""";
}
