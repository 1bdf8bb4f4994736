namespace System.Runtime.CompilerServices;

/// <summary>Lets the compiler emit init accessors; netstandard2.0 and .NET Framework don't carry it.</summary>
internal static class IsExternalInit
{
}
