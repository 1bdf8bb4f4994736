using System.IO;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Ricloud.PowerShell.Errors;
using Ricloud.PowerShell.Parameters;

namespace Ricloud.PowerShell.Emulator;

/// <summary>Makes fault rules of all the forms that a caller may have them in one JSON array. What they say, the emulator judges.</summary>
internal static class FaultText
{
    /// <summary>The array.</summary>
    /// <exception cref="RicloudCommandException">A text is no JSON, or something has no form in JSON.</exception>
    public static string Of(IEnumerable<object?> rules) => "[" + string.Join(",", rules.SelectMany(Each)) + "]";

    private static IEnumerable<string> Each(object? rule)
    {
        return NamedValues.Unwrap(rule) is string text ? Parse(text) : new[] { JsonConvert.SerializeObject(PlainBody.Of(rule)) };
    }

    private static IEnumerable<string> Parse(string text)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            var parsed = JToken.ReadFrom(reader);
            while (reader.Read())
            {
                // Only comments may follow; it throws at anything else.
            }

            JToken[] rules = parsed is JArray array ? [.. array] : [parsed];
            return rules.Select(rule => rule.ToString(Formatting.None));
        }
        catch (JsonException e)
        {
            throw new RicloudCommandException(RicloudError.InvalidFault.Wrap(e, text, e.Message));
        }
    }
}
