namespace Ricloud.Errors;

/// <summary>How many problems are told at once: a file of another kind has one in each line, and nobody reads them all.</summary>
internal static class ProblemList
{
    /// <summary>How many are told.</summary>
    public const int Most = 20;

    private const int LongestStart = 400;
    private const int LongestEnd = 200;

    /// <summary>Joins the first of them, and says how many more there are.</summary>
    /// <param name="problems">What is wrong, each in its own words.</param>
    /// <param name="separator">What stands between two.</param>
    /// <returns>The text, of a length that can be read.</returns>
    public static string Join(IEnumerable<string> problems, string separator)
    {
        List<string> told = [];
        var more = 0;
        foreach (var problem in problems)
        {
            if (told.Count < Most)
            {
                told.Add(Shorten(problem));
            }
            else
            {
                more++;
            }
        }

        return string.Join(separator, more > 0 ? told.Append($"and {more} more.") : told);
    }

    /// <summary>A name or address of any length can be in it; what is wrong with that stands at its end.</summary>
    private static string Shorten(string problem) => problem.Length <= LongestStart + LongestEnd
        ? problem
        : problem.Substring(0, LongestStart) + "..." + problem.Substring(problem.Length - LongestEnd);
}
