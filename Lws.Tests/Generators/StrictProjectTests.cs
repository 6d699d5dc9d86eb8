using Elsewhere;
using Xunit;

namespace Lws.Tests.Generators;

public class StrictProjectTests
{
    [Fact]
    public void Every_context_of_the_project_with_all_analyzers_on_can_be_made() => Assert.All(Contexts.Make(), context =>
    {
        using (context)
            Assert.Equal(0, context.ConnectionCount);
    });
}
