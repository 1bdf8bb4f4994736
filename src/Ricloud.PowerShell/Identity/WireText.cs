namespace Ricloud.PowerShell.Identity;

/// <summary>What a text must be to go over the wire as it is.</summary>
internal static class WireText
{
    /// <summary>Whether a text holds half a surrogate pair, which has no form in UTF-8.</summary>
    public static bool HasHalfCharacter(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !char.IsSurrogatePair(text, i++))
            {
                return true;
            }
        }

        return false;
    }
}
