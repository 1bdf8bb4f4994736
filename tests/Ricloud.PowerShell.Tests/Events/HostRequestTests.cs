using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Http;
using System.Text;
using Newtonsoft.Json.Linq;
using Ricloud.Tests.Harness;
using Xunit;

namespace Ricloud.Tests.Events;

/// <summary>The requests of hosts: each has types of its own for a request, its headers and its body.</summary>
[Collection(EnvironmentTests.Name)]
public sealed class HostRequestTests : IClassFixture<HostRequestTests.Module>
{
    private const string Name = "Ricloud-Signature";
    private const string Secret = "host-secret";
    private const string Body = """{"id":"e1","resource":"event","type":"task","action":"succeeded","data":{"name":"Zoë"}}""";

    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes(Body);

    private readonly Module _module;

    public HostRequestTests(Module module) => _module = module;

    public static TheoryData<string> HeaderKinds => [.. Headers("x").Keys];

    public static TheoryData<string> RequestKinds => [.. Requests("x").Keys];

    [Theory]
    [MemberData(nameof(HeaderKinds))]
    public void Headers_come_in_any_type_that_has_names_and_values(string kind)
    {
        string signature = ReceiverScene.Sign(Bytes, Secret);

        Assert.Equal(["e1"], Convert(new Dictionary<string, object?> { ["RawBody"] = Body, ["Headers"] = Headers(signature)[kind] }).AssertClean().OutputOf<string>());
    }

    [Theory]
    [MemberData(nameof(RequestKinds))]
    public void A_request_comes_as_its_host_has_it(string kind)
    {
        string signature = ReceiverScene.Sign(Bytes, Secret);

        Assert.Equal(["e1"], Convert(Requests(signature)[kind]).AssertClean().OutputOf<string>());
        Convert(Requests(ReceiverScene.Sign(Bytes, "other"))[kind]).AssertError("SignatureMismatch");
        Assert.Equal([true], _module.Runspace.Run($"Test-RicloudWebhookSignature -Request $r -Secret {Secret}", Values("r", Requests(signature)[kind])).AssertClean().OutputOf<bool>());
    }

    [Fact]
    public void A_header_that_came_twice_is_judged_with_all_its_values()
    {
        string signature = ReceiverScene.Sign(Bytes, Secret);
        List<KeyValuePair<string, string>> twice = [new(Name, "x=1"), new(Name.ToUpperInvariant(), signature)];

        Assert.Equal(["e1"], Convert(new { RawBody = Body, Headers = twice }).AssertClean().OutputOf<string>());
    }

    [Fact]
    public void A_body_that_says_it_is_base64_and_is_not_is_an_error_of_its_own() =>
        Convert(new { body = "%%", isBase64Encoded = true, headers = Headers("x")["Hashtable"] }).AssertError("InvalidBodyText");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_azure_sample_answers_200_to_the_genuine_and_401_to_the_forged(bool hasFields)
    {
        string sample = Path.Combine(RepositoryFolders.Root, "samples", "azure-function", "run.ps1");
        string script = $$"""
            class HttpResponseContext { $StatusCode }
            $env:RICLOUD_SECRET = 'old,{{Secret}}'
            $answers = [System.Collections.Generic.List[object]]::new()
            function Push-OutputBinding { param($Name, $Value) $answers.Add($Value.StatusCode) }
            function Write-Warning { }
            function Write-Information { }
            . $sample -Request $request
            $answers
            """;

        foreach ((string secret, int status) in new[] { (Secret, 200), ("other", 401) })
        {
            Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase) { ["Host"] = "x", ["ricloud-signature"] = ReceiverScene.Sign(Bytes, secret) };
            Hashtable parsed = new() { ["id"] = "e1", ["type"] = "task" };
            object request = hasFields
                ? new WorkerFields { Body = parsed, Headers = headers, RawBody = Body }
                : new WorkerProperties { Body = parsed, Headers = headers, RawBody = Body };
            try
            {
                PipelineRun run = _module.Runspace.Run(script, new Dictionary<string, object?> { ["sample"] = sample, ["request"] = request });
                Assert.Equal([status], run.OutputOf<int>());
            }
            finally
            {
                Environment.SetEnvironmentVariable("RICLOUD_SECRET", null);
            }
        }
    }

    [Theory]
    [InlineData("Invoke-RicloudApi /x POST -Body $map")]
    [InlineData("Send-RicloudEvent $url -Secret s -Type a -Action b -Data $map")]
    public async System.Threading.Tasks.Task Whatever_has_names_and_values_is_sent_as_an_object(string command)
    {
        await using var scene = new StubScene(_ => StubAnswer.Json(200, "{}"));
        foreach ((string kind, object map) in Headers("v").Where(h => h.Value is not (Array or string)))
        {
            scene.Run(command, ("map", map), ("url", scene.Api.Url.ToString())).AssertClean();
            string sent = Encoding.UTF8.GetString(scene.Api.Requests[^1].Body);

            Assert.True(sent.Contains("\"v\"", StringComparison.Ordinal) && sent.Contains("\"" + Name + "\":", StringComparison.OrdinalIgnoreCase), kind + ": " + sent);
        }
    }

    private static Dictionary<string, object?> Values(string name, object? value) => new() { [name] = value };

    private static Dictionary<string, object> Headers(string value)
    {
        WebHeaderCollection web = new() { ["Host"] = "x", [Name] = value };
        HttpRequestMessage message = new();
        message.Headers.Add("Host", "x");
        message.Headers.TryAddWithoutValidation(Name, value);
        PSObject custom = new();
        custom.Properties.Add(new PSNoteProperty("host", "x"));
        custom.Properties.Add(new PSNoteProperty("ricloud-signature", value));
        return new Dictionary<string, object>
        {
            ["Hashtable"] = new Hashtable { ["Host"] = "x", ["ricloud-signature"] = value },
            ["OrderedDictionary"] = new OrderedDictionary { ["Host"] = "x", [Name] = value },
            ["ordered"] = new SortedList { ["Host"] = "x", [Name] = value },
            ["text to text"] = new Dictionary<string, string> { ["Host"] = "x", [Name] = value },
            ["text to object"] = new Dictionary<string, object> { ["Host"] = "x", [Name] = value },
            ["text to texts"] = new Dictionary<string, string[]> { ["Host"] = ["x"], [Name] = [value] },
            ["text to a list"] = new Dictionary<string, List<object>> { ["Host"] = ["x"], [Name] = [PSObject.AsPSObject(value)] },
            ["IReadOnlyDictionary"] = new ReadOnlyMap(value),
            ["ReadOnlyDictionary"] = new ReadOnlyDictionary<string, string>(new Dictionary<string, string> { [Name] = value }),
            ["ConcurrentDictionary"] = new ConcurrentDictionary<string, string>(new Dictionary<string, string> { ["RICLOUD-SIGNATURE"] = value }),
            ["NameValueCollection"] = new NameValueCollection { ["host"] = "x", ["ricloud-signature"] = value },
            ["WebHeaderCollection"] = web,
            ["HttpRequestHeaders"] = message.Headers,
            ["like IHeaderDictionary"] = new HeaderDictionary(value),
            ["custom object"] = custom,
            ["pairs"] = new List<KeyValuePair<string, string>> { new("Host", "x"), new(Name, value) },
            ["array of pairs"] = new object[] { new KeyValuePair<string, string>("Host", "x"), PSObject.AsPSObject(new KeyValuePair<string, object>(Name, value)) },
            ["entries"] = new object[] { new DictionaryEntry("Host", "x"), new DictionaryEntry(Name, value) },
            ["names and values"] = new object[] { new { Name = "Host", Value = "x" }, new { Name, Value = value } },
            ["keys and values"] = new[] { new { Key = "Host", Value = "x" }, new { Key = Name, Value = value } },
            ["tuples"] = new[] { ("Host", "x"), (Name, value) },
            ["JObject"] = new JObject { ["Host"] = "x", [Name] = value },
            ["JObject of lists"] = new JObject { ["Host"] = "x", [Name] = new JArray(value) },
            ["copy"] = PSSerializer.Deserialize(PSSerializer.Serialize(new Dictionary<string, string> { ["Host"] = "x", [Name] = value })),
            ["copy of an object"] = PSSerializer.Deserialize(PSSerializer.Serialize(custom)),
            ["text"] = "POST /x HTTP/1.1\r\nHost: x\r\nricloud-signature:  " + value + "\r\n\r\n",
            ["lines"] = new[] { "Host: x", Name + ": " + value },
            ["lines of an array"] = new object[] { "Host: x", PSObject.AsPSObject(Name + ":" + value) },
        };
    }

    private static Dictionary<string, object> Requests(string signature)
    {
        Hashtable headers = new() { ["ricloud-signature"] = signature };
        NameValueCollection collection = new() { [Name] = signature };
        string base64 = System.Convert.ToBase64String(Bytes);
        HttpRequestMessage message = new(HttpMethod.Post, "http://x") { Content = new ByteArrayContent(Bytes) };
        message.Headers.TryAddWithoutValidation(Name, signature);
        return new Dictionary<string, object>
        {
            ["dictionary"] = new Dictionary<string, object> { ["rawBody"] = Body, ["headers"] = headers },
            ["read-only pairs"] = new List<KeyValuePair<string, object>> { new("RawBody", Body), new("Headers", headers) },
            ["JObject"] = new JObject { ["body"] = Body, ["headers"] = new JObject { [Name] = signature } },
            ["API Gateway"] = new { resource = "/x", headers, body = base64, isBase64Encoded = true },
            ["API Gateway, text"] = new { headers, body = Body, isBase64Encoded = false },
            ["load balancer"] = new { multiValueHeaders = new Hashtable { [Name] = new[] { signature } }, body = Body },
            ["HttpListenerRequest"] = new { Headers = collection, InputStream = new MemoryStream(Bytes), ContentLength64 = (long)Bytes.Length },
            ["HttpListenerContext"] = new { Request = new { Headers = collection, InputStream = new MemoryStream(Bytes) }, Response = new object() },
            ["ASP.NET Core"] = new { Headers = new HeaderDictionary(signature), Body = new ForwardStream(Bytes) },
            ["HttpRequestMessage"] = message,
            ["Pode"] = new Hashtable { ["Method"] = "post", ["Data"] = new Hashtable(), ["Request"] = new { Headers = headers, Body, RawBody = Bytes } },
            ["universal"] = new { Headers = new Dictionary<string, string> { [Name] = signature }, Body, Data = Bytes },
            ["buffer"] = new { Headers = headers, Body = new ReadOnlyMemory<byte>(Bytes) },
            ["bytes of a list"] = new { Headers = headers, Body = Bytes.ToList() },
            ["worker, parsed"] = new WorkerFields { Body = new Hashtable { ["id"] = "e1" }, Headers = new Dictionary<string, string> { [Name] = signature }, RawBody = Body },
        };
    }

    private PipelineRun Convert(object request) => _module.Runspace.Run(
        $"(ConvertFrom-RicloudWebhook -Request $r -Secret {Secret}).Id", Values("r", request));

    /// <summary>One runspace for all of them.</summary>
    public sealed class Module : IDisposable
    {
        internal ModuleRunspace Runspace { get; } = new();

        public void Dispose() => Runspace.Dispose();
    }

    /// <summary>What the worker of Azure Functions hands over: its members are fields or properties, by its version.</summary>
    public sealed class WorkerFields
    {
#pragma warning disable CA1051, SA1401
        public object? Body;
        public Dictionary<string, string> Headers = [];
        public string Method = "POST";
        public Dictionary<string, string> Params = new() { ["eventId"] = "e1" };
        public Dictionary<string, string> Query = [];
        public string? RawBody;
        public string Url = "https://app/api/ricloud/e1";
#pragma warning restore CA1051, SA1401
    }

    public sealed class WorkerProperties
    {
        public object? Body { get; set; }

        public Dictionary<string, string> Headers { get; set; } = [];

        public string Method { get; set; } = "POST";

        public Dictionary<string, string> Params { get; set; } = new() { ["eventId"] = "e1" };

        public Dictionary<string, string> Query { get; set; } = [];

        public string? RawBody { get; set; }

        public string Url { get; set; } = "https://app/api/ricloud/e1";
    }

    /// <summary>A value as ASP.NET Core has it: a struct that is a list of texts.</summary>
    private readonly struct HeaderValues(string value) : IEnumerable<string>
    {
        public IEnumerator<string> GetEnumerator()
        {
            yield return value;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => value;
    }

    private sealed class HeaderDictionary(string value) : IEnumerable<KeyValuePair<string, HeaderValues>>
    {
        public IEnumerator<KeyValuePair<string, HeaderValues>> GetEnumerator()
        {
            yield return new("Host", new HeaderValues("x"));
            yield return new("ricloud-signature", new HeaderValues(value));
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class ReadOnlyMap(string value) : IReadOnlyDictionary<string, string>
    {
        private readonly Dictionary<string, string> _values = new() { ["host"] = "x", [Name] = value };

        public IEnumerable<string> Keys => _values.Keys;

        public IEnumerable<string> Values => _values.Values;

        public int Count => _values.Count;

        public string this[string key] => _values[key];

        public bool ContainsKey(string key) => _values.ContainsKey(key);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

        public bool TryGetValue(string key, out string value) => _values.TryGetValue(key, out value!);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>A network's stream: it goes one way, and asks to be read without blocking.</summary>
    private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override System.Threading.Tasks.Task CopyToAsync(Stream destination, int bufferSize, System.Threading.CancellationToken cancellationToken) =>
            destination.WriteAsync(ToArray(), cancellationToken).AsTask();
    }
}
