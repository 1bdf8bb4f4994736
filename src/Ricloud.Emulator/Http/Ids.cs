using System.Globalization;

namespace Ricloud.Emulator.Http;

/// <summary>Reads an integer id as it is written, and no other spelling of the number.</summary>
internal static class Ids
{
    public static bool TryParse(string text, out long id) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0 && text[0] != '0';
}
