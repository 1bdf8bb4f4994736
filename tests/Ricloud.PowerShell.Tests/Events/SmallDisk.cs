using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>A small disk, where the test may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-disk-");

    public SmallDisk(int kilobytes = 256)
    {
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", _folder.FullName))
        {
            _folder.Delete();
            Assert.Skip("It takes a disk of its own, and this process may not mount one. EventFileTests tries the same on a stream.");
        }
    }

    /// <summary>
    /// Sizes of what is written and how often the disk refuses it: two of each, and with RICLOUD_DISK_ROUNDS as many more as that says.
    /// </summary>
    public static TheoryData<int, int> Rounds
    {
        get
        {
            TheoryData<int, int> rounds = new() { { 300, 13 }, { 10_000, 3 } };
            int more = int.TryParse(Environment.GetEnvironmentVariable("RICLOUD_DISK_ROUNDS"), out int given) ? given : 0;
            Random random = new(more);
            for (int i = 0; i < more; i++)
            {
                rounds.Add(random.Next(100, 10_001), random.Next(1, 61));
            }

            return rounds;
        }
    }

    private string Filler => Path.Combine(_folder.FullName, "filler");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Leaves so many bytes at most, less what a page of the disk rounds off.</summary>
    public void Fill(int left)
    {
        using FileStream file = new(Filler, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        byte[] page = new byte[4096];
        for (long free = new DriveInfo(_folder.FullName).AvailableFreeSpace; free - page.Length >= left; free -= page.Length)
        {
            file.Write(page);
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "-l", _folder.FullName);
        _folder.Delete();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
