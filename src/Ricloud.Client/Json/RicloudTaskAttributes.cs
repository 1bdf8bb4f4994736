namespace Ricloud.Json;

/// <summary>The JSON names of a <see cref="RicloudTask"/>.</summary>
internal static class RicloudTaskAttributes
{
    internal const string Id = "id";
    internal const string Resource = "resource";
    internal const string Organisation = "organisation";
    internal const string Key = "key";
    internal const string User = "user";
    internal const string Source = "source";
    internal const string Session = "session";
    internal const string Poll = "poll";
    internal const string SourceType = "source_type";
    internal const string Type = "type";
    internal const string Target = "target";
    internal const string State = "state";
    internal const string Results = "results";
    internal const string Error = "error";
    internal const string DateCreated = "date_created";
    internal const string DateStarted = "date_started";
    internal const string DateCompleted = "date_completed";
}
