using Ricloud.Http;
using Ricloud.Models;
using Ricloud.Paging;

namespace Ricloud.Services;

/// <summary>Configs of one kind, for what treats all kinds alike. See <see cref="ConfigService{T}"/>.</summary>
internal interface IConfigService
{
    /// <summary>Lists all that match, newest first.</summary>
    Task<List<IRicloudConfig>> AllAsync(ConfigFilter filter, Call call);

    Task<IRicloudConfig> CreateAsync(ConfigCreate body, Call call);

    Task<IRicloudConfig> UpdateAsync(object id, ConfigUpdate body, Call call);

    Task<IRicloudConfig> WaitAsync(object id, TimeSpan timeout, Call call);

    Task<RicloudTask> TestAsync(object id, int? awaitSeconds, Call call);
}
