using System.Threading.Tasks;
using Ricloud.Emulator.Tests.Support;
using Xunit;

namespace Ricloud.Emulator.Tests;

public sealed class ListRefusalTests(SharedEmulator shared) : IClassFixture<SharedEmulator>
{
    private readonly RunningEmulator _emulator = shared.Emulator;

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1.0", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=5&limit=6", "limit")]
    [InlineData("after_id=0", "after_id")]
    [InlineData("after_id=abc", "after_id")]
    [InlineData("after_id=", "after_id")]
    [InlineData("before_id=99", "before_id")]
    [InlineData("before_id=9999999999999999999999", "before_id")]
    [InlineData("state=broken", "state")]
    [InlineData("state=", "state")]
    [InlineData("state=NEW", "state")]
    [InlineData("date_created=yesterday", "date_created")]
    [InlineData("date_created[gte]=2020-13-01", "date_created")]
    [InlineData("date_created[gt]=2020-01-01", "date_created")]
    [InlineData("date_created[]=2020-01-01", "date_created")]
    [InlineData("nonsense=1", "nonsense")]
    [InlineData("limit=0&state=x&after_id=x", "after_id", "limit", "state")]
    public async Task What_a_list_does_not_allow_is_refused_by_name(string query, params string[] fields) =>
        (await _emulator.GetAsync($"/configs/webhook?{query}")).AssertRefused(400, "invalid-parameter", fields);
}
