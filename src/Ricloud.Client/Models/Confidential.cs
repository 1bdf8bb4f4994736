using System;
using System.Runtime.InteropServices;
using System.Security;

namespace Ricloud;

/// <summary>
/// A secret as it came in an answer. The SecureString is made when somebody asks for it, since making one for each of
/// 100,000 listed configs costs more than reading them.
/// </summary>
internal sealed class Confidential : IEquatable<Confidential>
{
    /// <summary>A SecureString holds no more.</summary>
    internal const int LongestText = 65536;

    private readonly string _text;
    private SecureString? _secure;

    internal Confidential(string text)
    {
        _text = text;
    }

    internal static Confidential? From(SecureString? value) => value is null ? null : new Confidential(Reveal(value));

    internal static string Reveal(SecureString value)
    {
        IntPtr copy = Marshal.SecureStringToGlobalAllocUnicode(value);
        try
        {
            return Marshal.PtrToStringUni(copy, value.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(copy);
        }
    }

    internal string Reveal() => _text;

    internal SecureString Secure()
    {
        if (_secure is null)
        {
            SecureString secure = new();
            foreach (char character in _text)
            {
                secure.AppendChar(character);
            }

            secure.MakeReadOnly();
            _secure = secure;
        }

        return _secure;
    }

    public bool Equals(Confidential? other) => other is not null && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Confidential);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    public override string ToString() => "(hidden)";
}
