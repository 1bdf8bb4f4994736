using Ricloud.Errors;

namespace Ricloud.DesiredState;

/// <summary>A declaration can't be used as it is. Nothing was changed.</summary>
/// <remarks>Makes it of one thing that is wrong.</remarks>
/// <param name="source">Where the declaration comes from.</param>
/// <param name="problem">What is wrong, in a sentence.</param>
/// <param name="innerException">The cause, if another exception was it.</param>
public sealed class DeclarationException(string source, string problem, Exception? innerException = null) : RicloudException(RicloudErrorKind.DeclarationInvalid, problem, innerException)
{
    /// <summary>Makes it of all that is wrong, so that it can be put right at once.</summary>
    /// <param name="source">Where the declaration comes from.</param>
    /// <param name="problems">What is wrong, each in a sentence that begins with its place.</param>
    public DeclarationException(string source, IReadOnlyList<string> problems)
        : this(source, ProblemList.Join(problems, "\n"))
    {
    }

    /// <summary>Where the declaration comes from.</summary>
    public string DeclarationSource { get; } = source;
}
