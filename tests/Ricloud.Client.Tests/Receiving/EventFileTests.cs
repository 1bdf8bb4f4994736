using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Ricloud.Receiving;
using Xunit;

namespace Ricloud.Tests.Receiving;

/// <summary>What is in a file of events after the disk, another program or a kill has interfered.</summary>
public sealed class EventFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ricloud-file-");

    private string FilePath => Path.Combine(_folder.FullName, "events.jsonl");

    public static TheoryData<string> Failures => ["full", "late", "too large", "not allowed", "stuck"];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_disk_that_fails_leaves_whole_lines_of_what_was_taken_and_nothing_of_what_was_not(string failure)
    {
        foreach (int bytes in new[] { 100, 300, 511, 4096, 4097, 10_000, 70_000 })
        {
            foreach (int refusals in new[] { 1, 2, 13, 60 })
            {
                FullDisk disk = new() { FailsLate = failure == "late" };
                disk.Failure = failure switch
                {
                    "too large" => () => new ArgumentOutOfRangeException(nameof(failure)),
                    "not allowed" => () => new UnauthorizedAccessException("Read-only file system"),
                    _ => disk.Failure,
                };
                List<string> taken = [];
                EventFileWriter writer = EventFileWriter.Open(disk, Now);
                Add(writer, "before", 2, bytes, taken);
                disk.Room = disk.Length + (bytes / 2);
                disk.KeepsLength = failure == "stuck";
                Add(writer, "refused", refusals, bytes, taken);
                Assert.Equal(2, taken.Count);
                disk.Room += (bytes * 2) + 600;
                Add(writer, "stuck", failure == "stuck" ? 1 : 0, bytes, taken);
                disk.KeepsLength = false;
                disk.Room = long.MaxValue;
                Add(writer, "after", 3, bytes, taken);

                Assert.Equal(5, taken.Count);
                Assert.Equal(taken, Ids(disk.Content));
            }
        }
    }

    [Fact]
    public void A_line_that_is_taken_back_is_gone_and_the_next_one_stands_in_its_place()
    {
        using EventFileWriter writer = EventFileWriter.Open(FilePath, Now);
        writer.Append(Event("a"));
        writer.Append(Event("b"));
        writer.TakeBack();
        writer.Append(Event("c"));

        Assert.Equal(["a", "c"], Ids(ReadShared()));
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("moved and made anew")]
    [InlineData("deleted")]
    [InlineData("emptied")]
    [InlineData("added to")]
    public void A_file_that_another_program_takes_hold_of_loses_no_event(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && what != "added to", "Windows lets nobody move an open file.");
        using EventFileWriter writer = EventFileWriter.Open(FilePath, Now);
        writer.Append(Event("a"));
        switch (what)
        {
            case "moved":
            case "moved and made anew":
                File.Move(FilePath, FilePath + ".1");
                if (what != "moved")
                {
                    File.WriteAllText(FilePath, string.Empty);
                }

                break;
            case "deleted":
                File.Delete(FilePath);
                break;
            case "emptied":
                using (FileStream file = new(FilePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                {
                    file.SetLength(0);
                }

                break;
            default:
                using (FileStream file = new(FilePath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
                {
                    file.Write("# a note without an end"u8);
                }

                break;
        }

        writer.Append(Event("b"));
        writer.Append(Event("c"));

        Assert.Equal(what == "added to" ? ["a", "b", "c"] : ["b", "c"], Ids(ReadShared()).Where(id => id.Length == 1));
        if (what.StartsWith("moved", StringComparison.Ordinal))
        {
            Assert.Equal(["a"], Ids(File.ReadAllBytes(FilePath + ".1")));
        }
    }

    [Fact]
    public void A_second_writer_is_refused_by_whichever_name_of_the_file()
    {
        using EventFileWriter writer = EventFileWriter.Open(FilePath, Now);
        Assert.Throws<IOException>(() => EventFileWriter.Open(FilePath, Now));
        writer.Append(Event("a"));
        writer.Dispose();

        Assert.Equal([Path.GetFileName(FilePath)], _folder.GetFiles().Select(file => file.Name));
        using EventFileWriter next = EventFileWriter.Open(FilePath, Now);
        Assert.Equal(["a"], next.RecentIds);
    }

    [Fact]
    public void The_file_is_its_owners_alone_also_one_that_was_not()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There the folder's rights hold.");
            return;
        }

        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (EventFileWriter writer = EventFileWriter.Open(FilePath, Now))
        {
            Assert.False(writer.WasOpenToOthers);
            Assert.All(_folder.GetFiles(), file => Assert.Equal(Owner, file.UnixFileMode));
        }

        FileInfo made = new(FilePath) { UnixFileMode = Owner | UnixFileMode.GroupRead };
        using EventFileWriter again = EventFileWriter.Open(FilePath, Now);
        Assert.True(again.WasOpenToOthers);
        made.Refresh();
        Assert.Equal(Owner, made.UnixFileMode);
    }

    [Fact]
    public void The_last_ids_are_read_past_a_torn_line_and_lines_of_others_as_far_as_they_are_a_day_old()
    {
        string lines = Line("too-old", Now.AddHours(-25))
            + Line("old", Now.AddHours(-23))
            + "\n\uFEFF\r\n[1, 2]\r\n{}\n\"text\"\n{\"id\": null}\nwhat\n{\"data\":{\"id\":\"inner\"},\"id\":7}\r\n{\"id\":\"7\"}\n"
            + Line("new", Now)
            + Line("torn", Now)[..40];
        FullDisk disk = new();
        disk.Write(Encoding.UTF8.GetBytes(lines));

        EventFileWriter writer = EventFileWriter.Open(disk, Now);

        Assert.Equal(["old", "7", "7", "new"], writer.RecentIds);
        writer.Append(Event("next"));
        Assert.Equal(["new", "next"], Ids(disk.Content)[^2..]);
        Assert.DoesNotContain("torn", Encoding.UTF8.GetString(disk.Content), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"id\":\"a\"}", "{\"id\":\"a\"}\n")]
    [InlineData("{\"id\":\"a\"", "")]
    [InlineData("{\"id\":\"a\"}\n{", "{\"id\":\"a\"}\n")]
    [InlineData("{\"id\":\"a\"}\n\0\0\0", "{\"id\":\"a\"}\n")]
    [InlineData("notes of somebody", "notes of somebody\n")]
    [InlineData("x\n\n", "x\n\n")]
    [InlineData("", "")]
    public void A_last_line_without_an_end_gets_one_or_goes(string before, string after)
    {
        FullDisk disk = new();
        disk.Write(Encoding.UTF8.GetBytes(before));

        EventFileWriter.Open(disk, Now).Dispose();

        Assert.Equal(after, Encoding.UTF8.GetString(disk.Content));
    }

    [Fact]
    public void Of_a_file_of_any_length_only_so_many_lines_are_read()
    {
        using (FileStream file = File.Create(FilePath))
        {
            file.SetLength(5L * 1024 * 1024 * 1024);
            file.Position = file.Length;
            file.Write(Encoding.UTF8.GetBytes("\n" + string.Concat(Enumerable.Range(0, 100_005).Select(n => Line("e" + n.ToString(CultureInfo.InvariantCulture), Now)))));
        }

        using EventFileWriter writer = EventFileWriter.Open(FilePath, Now);

        Assert.Equal(100_000, writer.RecentIds.Count);
        Assert.Equal(("e5", "e100004"), (writer.RecentIds[0], writer.RecentIds[^1]));
    }

    [Fact]
    public void A_line_longer_than_any_event_is_passed_over()
    {
        FullDisk disk = new();
        disk.Write(Encoding.UTF8.GetBytes(Line("first", Now) + new string('x', 20_000_000) + "\n" + Line("last", Now)));

        Assert.Equal(["first", "last"], EventFileWriter.Open(disk, Now).RecentIds);
    }

    private static void Add(EventFileWriter writer, string name, int count, int bytes, List<string> taken)
    {
        for (int i = 0; i < count; i++)
        {
            string id = name + i.ToString(CultureInfo.InvariantCulture);
            try
            {
                writer.Append(Event(id, bytes));
                taken.Add(id);
            }
            catch (IOException)
            {
                // Its sender hears 503.
            }
        }
    }

    private static ReceivedEvent Event(string id, int bytes = 100)
    {
        string body = TestReceiver.Body(id, padding: new string('x', Math.Max(0, bytes - 100)));
        return new ReceivedEvent(RicloudEvent.Parse(Encoding.UTF8.GetBytes(body)), Encoding.UTF8.GetBytes(body)) { ReceivedAt = Now.LocalDateTime };
    }

    private static string Line(string id, DateTimeOffset at) =>
        $$"""{"id":"{{id}}","resource":"event","_received":{"at":"{{Iso(at)}}","verdict":"Valid"}""" + "}\n";

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static List<string> Ids(byte[] content)
    {
        string text = Encoding.UTF8.GetString(content);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text.TrimEnd('\n').Split('\n').Select(line =>
        {
            try
            {
                return Convert.ToString(RicloudEvent.Parse(Encoding.UTF8.GetBytes(line)).Id, CultureInfo.InvariantCulture)!;
            }
            catch (FormatException)
            {
                return "?? " + line;
            }
        })];
    }

    private byte[] ReadShared()
    {
        using FileStream file = new(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using MemoryStream content = new();
        file.CopyTo(content);
        return content.ToArray();
    }
}
