using Xunit;

namespace Lws.Tests.Limits;

/// <summary>
/// For tests that listen to the process's meter and for those that count what the loop's thread allocates: a listener's callbacks run
/// on that thread, so they take turns, and no other test runs meanwhile.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class MeterCollection
{
    public const string Name = "meter";
}
