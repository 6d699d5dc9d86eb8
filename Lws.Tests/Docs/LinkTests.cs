using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Docs;

public class LinkTests
{
    public static TheoryData<string> Pages => ["README.md", .. PagesUnder("docs")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_of_a_page_leads_to_something(string path)
    {
        var page = new Page(path);

        Assert.DoesNotContain(page.RelativeLinks, link => !Path.Exists(page.TargetOf(link)));
    }

    [Fact]
    public void Links_are_found() => Assert.Contains("docs/architecture.md", new Page("README.md").RelativeLinks);

    private static IEnumerable<string> PagesUnder(string folder) => Directory
        .EnumerateFiles(Repository.Find(folder), "*.md", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Find("."), file));
}
