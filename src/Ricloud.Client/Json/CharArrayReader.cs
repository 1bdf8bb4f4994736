using System.IO;

namespace Ricloud.Json;

/// <summary>Gives decoded text to the JSON reader without the buffers of a StreamReader.</summary>
internal sealed class CharArrayReader(char[] text, int count) : TextReader
{
    private readonly int _end = count;
    private int _position;

    public override int Peek() => _position < _end ? text[_position] : -1;

    public override int Read() => _position < _end ? text[_position++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        var taken = Math.Min(count, _end - _position);
        Array.Copy(text, _position, buffer, index, taken);
        _position += taken;
        return taken;
    }
}
