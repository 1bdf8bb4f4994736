using System;

namespace Ricloud.Tests;

/// <summary>Options with something changed, in one expression.</summary>
internal static class OptionsChange
{
    public static T With<T>(this T options, Action<T> change)
    {
        change(options);
        return options;
    }
}
