using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Ricloud.Tests.Once;

/// <summary>What the server keeps. Lists run newest first and hide what is deactivated; a cursor outlives what it points at.</summary>
internal sealed class FakeStore(Func<DateTimeOffset> clock)
{
    private readonly List<FakeConfig> _configs = [];
    private readonly List<(int Id, int Target)> _tasks = [];
    private int _lastId;

    public IReadOnlyList<FakeConfig> Configs => _configs;

    public IReadOnlyList<(int Id, int Target)> Tasks => _tasks;

    public bool TasksHaveTargets { get; set; } = true;

    public bool ConfigsHaveDates { get; set; } = true;

    public FakeConfig Create(string url, string state = "new")
    {
        FakeConfig config = new(++_lastId, url, state, clock());
        _configs.Add(config);
        StartTest(config.Id);
        return config;
    }

    public int StartTest(int id)
    {
        _tasks.Add((++_lastId, id));
        return _lastId;
    }

    public FakeConfig? Find(int id) => _configs.Find(config => config.Id == id);

    public FakeConfig Change(int id, Func<FakeConfig, FakeConfig> change)
    {
        int index = _configs.FindIndex(config => config.Id == id);
        return _configs[index] = change(_configs[index]);
    }

    public void Delete(int id) => _configs.RemoveAll(config => config.Id == id);

    public string ListConfigs(int limit, int? afterId) => Page(
        _configs.Where(static config => config.State != "deactivated").Select(config => (config.Id, ConfigJson(config))), limit, afterId);

    public string ListTasks(int limit, int? afterId) => Page(_tasks.Select(task => (task.Id, TaskJson(task.Id, task.Target))), limit, afterId);

    public string TaskJson(int id, int target)
    {
        string owner = TasksHaveTargets ? target.ToString(CultureInfo.InvariantCulture) : "null";
        return $$"""{"id":{{id}},"resource":"task","type":"webhook_config.test","target":{{owner}},"state":"succeeded","date_created":"2026-11-24T12:00:00Z"}""";
    }

    private string ConfigJson(FakeConfig config) => ConfigsHaveDates ? config.Json : config.Json.Replace("date_created", "made", StringComparison.Ordinal);

    private static string Page(IEnumerable<(int Id, string Json)> items, int limit, int? afterId)
    {
        List<(int Id, string Json)> rest = [.. items.Where(item => afterId is null || item.Id < afterId).OrderByDescending(static item => item.Id)];
        string more = rest.Count > limit ? "true" : "false";
        return $$"""{"resource":"list","data":[{{string.Join(',', rest.Take(limit).Select(static item => item.Json))}}],"has_more":{{more}},"total_count":{{rest.Count}}}""";
    }
}
