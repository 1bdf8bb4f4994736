using System;
using System.Collections.Generic;

namespace Ricloud;

/// <summary>A declaration can't be used as it is. Nothing was changed.</summary>
public sealed class DeclarationException : Exception
{
    /// <summary>Makes it of all that is wrong, so that it can be put right at once.</summary>
    /// <param name="source">Where the declaration comes from.</param>
    /// <param name="problems">What is wrong, each in a sentence that begins with its place.</param>
    /// <param name="innerException">The cause, if another exception was it.</param>
    public DeclarationException(string source, IReadOnlyList<string> problems, Exception? innerException = null)
        : base(ProblemList.Join(problems, "\n"), innerException)
    {
        DeclarationSource = source;
        Problems = problems;
    }

    /// <summary>Where the declaration comes from.</summary>
    public string DeclarationSource { get; }

    /// <summary>What is wrong, each in a sentence that begins with its place.</summary>
    public IReadOnlyList<string> Problems { get; }
}
