using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Docs;

public class ReadmeTests
{
    private const int MaxLines = 25;

    private static readonly Page Readme = new("README.md");

    [Fact]
    public void The_code_is_the_sample_that_is_compiled()
    {
        string code = Assert.Single(Readme.BlocksOf("csharp"));

        Assert.Equal(File.ReadAllText(Repository.Find("samples/Echo/Program.cs")).TrimEnd(), code.TrimEnd());
    }

    [Fact]
    public void The_code_is_short() =>
        Assert.InRange(Assert.Single(Readme.BlocksOf("csharp")).TrimEnd().Split('\n').Length, 1, MaxLines);
}
