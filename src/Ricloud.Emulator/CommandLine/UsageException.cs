namespace Ricloud.Emulator.CommandLine;

/// <summary>An option that can't be understood; the message is a sentence for the user.</summary>
internal sealed class UsageException : Exception
{
    public UsageException()
    {
    }

    public UsageException(string message)
        : base(message)
    {
    }

    public UsageException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
