namespace Ricloud.Build.Help;

/// <summary>How a parameter is bound in one parameter set.</summary>
internal sealed record PagePlace(string Set, string Position, bool IsRequired, bool FromPipeline, bool FromPipelineByPropertyName)
{
    public bool IsNamed => Position == "Named";

    /// <summary>As Get-Help shows it.</summary>
    public string PipelineWord => (FromPipeline, FromPipelineByPropertyName) switch
    {
        (true, true) => "true (ByValue, ByPropertyName)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };
}
