using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Ricloud.Receiving;

/// <summary>
/// Opens files that hold events or state, which are their owner's alone (mode 600): also one that was there already and
/// wider. On Windows the folder's rights hold, which for the user's own folders say the same.
/// </summary>
internal static class OwnerOnly
{
    private const int OwnerReadsAndWrites = 0x180;
    private const int AnybodyElse = 0x3F;

    // .NET 7 has these, and netstandard2.0 doesn't know of them. On .NET 6 chmod comes a moment after the file.
    private static readonly Type? Options = typeof(FileStream).Assembly.GetType("System.IO.FileStreamOptions");
    private static readonly PropertyInfo? CreateMode = Options?.GetProperty("UnixCreateMode");
    private static readonly MethodInfo? GetMode = typeof(File).GetMethod("GetUnixFileMode", [typeof(string)]);

    private static bool IsUnix { get; } = !RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Opens a file without a buffer of its own: what a failed write leaves in one would come out later.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">Whether it may be there, and must be.</param>
    /// <param name="access">What for.</param>
    /// <param name="share">What others may do meanwhile.</param>
    /// <param name="narrowed">Whether others could read or write it until now.</param>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, out bool narrowed)
    {
        narrowed = false;
        if (!IsUnix)
        {
            return new FileStream(path, mode, access, share, 1);
        }

        var file = CreateMode is null ? new FileStream(path, mode, access, share, 1) : WithCreateMode(path, mode, access, share);
        var full = Path.GetFullPath(path);
        if (!full.StartsWith("/dev/", StringComparison.Ordinal) && !IsNarrow(full))
        {
            // What belongs to somebody else can't be changed, and stays as they want it.
            narrowed = ChangeMode(full, OwnerReadsAndWrites) == 0 && GetMode is not null;
        }

        return file;
    }

    /// <inheritdoc cref="Open(string, FileMode, FileAccess, FileShare, out bool)"/>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share) => Open(path, mode, access, share, out _);

    private static FileStream WithCreateMode(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = Activator.CreateInstance(Options!)!;
        CreateMode!.SetValue(options, Enum.ToObject(Nullable.GetUnderlyingType(CreateMode.PropertyType)!, OwnerReadsAndWrites));
        Set("Mode", mode);
        Set("Access", access);
        Set("Share", share);
        Set("BufferSize", 0);
        try
        {
            // A file that need not be made takes no mode for it.
            return mode == FileMode.Open
                ? new FileStream(path, mode, access, share, 1)
                : (FileStream)Activator.CreateInstance(typeof(FileStream), path, options)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is { } cause)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(cause).Throw();
            throw;
        }

        void Set(string name, object value) => Options!.GetProperty(name)!.SetValue(options, value);
    }

    private static bool IsNarrow(string path) =>
        GetMode?.Invoke(null, [path]) is { } mode && (Convert.ToInt32(mode, System.Globalization.CultureInfo.InvariantCulture) & AnybodyElse) == 0;

    [DllImport("libc", EntryPoint = "chmod", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int ChangeMode([MarshalAs(UnmanagedType.LPStr)] string path, int mode);
}
