using Elsewhere;
using Xunit;

namespace Lws.Tests.Generators;

public class StrictProjectTests
{
    [Fact]
    public void Every_context_of_the_project_with_all_analyzers_on_runs() => Assert.All(Contexts.Makers, make =>
    {
        using LwsContext context = make();

        Assert.InRange(context.Memory.Total, 1, long.MaxValue);
    });
}
