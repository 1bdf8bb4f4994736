namespace Ricloud.Emulator.Storage;

/// <summary>The emulator can't start, for a reason that its user can put right.</summary>
internal sealed class StartException : Exception
{
    public StartException()
    {
    }

    public StartException(string message)
        : base(message)
    {
    }

    public StartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
