using Lws.Bench.Trials;
using Xunit;

namespace Lws.Tests.Bench.Trials;

public class SpreadTests
{
    [Fact]
    public void Median_of_an_odd_number_is_the_middle_one() => Assert.Equal(new Spread(2, 1, 9), Spread.Of([9, 1, 2]));

    [Fact]
    public void Median_of_an_even_number_is_between_the_middle_ones() => Assert.Equal(new Spread(2.5, 1, 9), Spread.Of([9, 3, 1, 2]));

    [Fact]
    public void Nothing_has_no_median() => Assert.Null(Spread.Of([]));
}
