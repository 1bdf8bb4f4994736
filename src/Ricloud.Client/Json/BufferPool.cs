namespace Ricloud.Json;

/// <summary>
/// Keeps a few arrays for the next answer: System.Buffers would be one more assembly on Windows PowerShell,
/// and a list page's buffers are large objects that only a full collection frees.
/// </summary>
/// <typeparam name="T">byte or char.</typeparam>
internal sealed class BufferPool<T>(int smallest, int largest)
{
    private readonly T[]?[] _kept = new T[]?[8];

    public T[] Rent(int atLeast)
    {
        for (var slot = 0; slot < _kept.Length; slot++)
        {
            var kept = Volatile.Read(ref _kept[slot]);
            if (kept is not null && kept.Length >= atLeast && Interlocked.CompareExchange(ref _kept[slot], null, kept) == kept)
            {
                return kept;
            }
        }

        return new T[Math.Max(atLeast, smallest)];
    }

    /// <summary>Takes an array back. What was in it may have been a secret, so that it is wiped.</summary>
    public void Return(T[] buffer, int used)
    {
        Array.Clear(buffer, 0, used);
        if (buffer.Length < smallest || buffer.Length > largest)
        {
            return;
        }

        for (var slot = 0; slot < _kept.Length; slot++)
        {
            if (Volatile.Read(ref _kept[slot]) is null && Interlocked.CompareExchange(ref _kept[slot], buffer, null) is null)
            {
                return;
            }
        }
    }
}
