namespace Ricloud.Values;

/// <summary>What a text must be to go over the wire as it is.</summary>
internal static class UnicodeText
{
    /// <summary>Whether a text has a form in UTF-8: no half of a surrogate pair stands alone in it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is well formed.</returns>
    public static bool IsWellFormed(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]) && !char.IsSurrogatePair(text, index++))
            {
                return false;
            }
        }

        return true;
    }
}
