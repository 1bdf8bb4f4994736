namespace Ricloud.PowerShell.Completion;

/// <summary>Completes the paths of the API.</summary>
public sealed class ApiPathCompleter : FixedCompleter
{
    /// <summary>Knows the routes of the API contract, documented or seen.</summary>
    public ApiPathCompleter()
        : base("/configs/storage", "/configs/webhook", "/events", "/key", "/keys", "/organisation", "/tasks")
    {
    }
}
