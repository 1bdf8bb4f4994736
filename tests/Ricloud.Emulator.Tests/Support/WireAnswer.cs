using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Ricloud.Emulator.Tests.Support;

/// <summary>Every byte that came on a connection, and how it ended.</summary>
/// <param name="Bytes">Head and body.</param>
/// <param name="IsReset">The connection was reset rather than closed.</param>
public sealed record WireAnswer(byte[] Bytes, bool IsReset)
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    public int Status => int.Parse(Lines[0].Split(' ')[1], CultureInfo.InvariantCulture);

    public IReadOnlyDictionary<string, string> Headers => Lines.Skip(1)
        .Select(line => line.Split(": ", 2))
        .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);

    public int AnnouncedLength => int.Parse(Headers["Content-Length"], CultureInfo.InvariantCulture);

    public byte[] Body => Bytes[(HeadLength + EndOfHead.Length)..];

    public string Text => Encoding.UTF8.GetString(Body);

    private int HeadLength => Bytes.AsSpan().IndexOf(EndOfHead);

    private string[] Lines => Encoding.ASCII.GetString(Bytes, 0, HeadLength).Split("\r\n");
}
