using Xunit;

namespace Ricloud.Tests.Harness;

/// <summary>
/// The collection of the tests that set environment variables, which all tests of the process share:
/// <c>[Collection(EnvironmentTests.Name)]</c>. They run while no other test does.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentTests
{
    public const string Name = "Environment";
}
