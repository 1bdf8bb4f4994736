namespace Ricloud.Emulator.Contract;

/// <summary>A request that is answered with an error body.</summary>
internal sealed class RefusedException : Exception
{
    public RefusedException()
        : this(400, ErrorCode.BadRequest, "The request can't be understood.")
    {
    }

    public RefusedException(string message)
        : this(400, ErrorCode.BadRequest, message)
    {
    }

    public RefusedException(string message, Exception inner)
        : base(message, inner)
    {
        Status = 400;
        Error = ErrorCode.BadRequest;
    }

    public RefusedException(int status, string error, string message, IReadOnlyDictionary<string, string>? parameters = null)
        : base(message)
    {
        Status = status;
        Error = error;
        Parameters = parameters;
    }

    public int Status { get; }

    public string Error { get; } = ErrorCode.BadRequest;

    /// <summary>What is wrong with each field.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; }

    public static RefusedException NotFound(string what) =>
        new(404, ErrorCode.NotFound, $"There is no {what} with this id.");

    public static RefusedException NotJson(string why) => new(400, ErrorCode.InvalidBody, why);
}
