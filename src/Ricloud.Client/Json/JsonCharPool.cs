using Newtonsoft.Json;

namespace Ricloud.Json;

/// <summary>Lends the JSON reader its buffers.</summary>
internal sealed class JsonCharPool : IArrayPool<char>
{
    public static readonly JsonCharPool Shared = new();

    public char[] Rent(int minimumLength) => BodyPools.Reader.Rent(minimumLength);

    public void Return(char[]? array)
    {
        if (array is not null)
        {
            BodyPools.Reader.Return(array, array.Length);
        }
    }
}
