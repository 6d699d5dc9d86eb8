using Xunit;

namespace Lws.Tests.Limits;

/// <summary>Tests that count or use up what the whole process shares: they run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class Alone
{
    public const string Name = "alone";
}
