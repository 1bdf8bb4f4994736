using System;
using System.IO;

namespace Ricloud.Json;

/// <summary>Gives decoded text to the JSON reader without the buffers of a StreamReader.</summary>
internal sealed class CharArrayReader : TextReader
{
    private readonly char[] _text;
    private readonly int _end;
    private int _position;

    internal CharArrayReader(char[] text, int count)
    {
        _text = text;
        _end = count;
    }

    public override int Peek() => _position < _end ? _text[_position] : -1;

    public override int Read() => _position < _end ? _text[_position++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        int taken = Math.Min(count, _end - _position);
        Array.Copy(_text, _position, buffer, index, taken);
        _position += taken;
        return taken;
    }
}
