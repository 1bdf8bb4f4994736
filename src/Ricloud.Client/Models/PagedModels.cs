namespace Ricloud.Models;

/// <summary>The models that come in lists.</summary>
internal static class PagedModels
{
    public static readonly PagedModel<WebhookConfig> WebhookConfig =
        new(ModelJson.ReadWebhookConfig, static config => config.Id, static config => config.DateCreated);

    public static readonly PagedModel<RicloudTask> Task =
        new(ModelJson.ReadTask, static task => task.Id, static task => task.DateCreated);

    public static readonly PagedModel<Key> Key =
        new(ModelJson.ReadKey, static key => key.Id, static key => key.DateCreated);

    public static readonly PagedModel<RicloudEvent> Event =
        new(ModelJson.ReadEvent, static item => item.Id, static item => item.DateCreated);
}
