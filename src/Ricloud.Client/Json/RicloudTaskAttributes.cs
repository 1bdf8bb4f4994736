namespace Ricloud.Json;

/// <summary>The JSON names of a <see cref="RicloudTask"/>.</summary>
internal static class RicloudTaskAttributes
{
    public const string Id = "id";
    public const string Resource = "resource";
    public const string Organisation = "organisation";
    public const string Key = "key";
    public const string User = "user";
    public const string Source = "source";
    public const string Session = "session";
    public const string Poll = "poll";
    public const string SourceType = "source_type";
    public const string Type = "type";
    public const string Target = "target";
    public const string State = "state";
    public const string Results = "results";
    public const string Error = "error";
    public const string DateCreated = "date_created";
    public const string DateStarted = "date_started";
    public const string DateCompleted = "date_completed";
}
