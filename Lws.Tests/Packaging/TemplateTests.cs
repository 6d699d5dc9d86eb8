using System.Xml.Linq;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Packaging;

/// <summary>What <c>dotnet new lws</c> refers to. That its projects compile and their tests pass, <c>.ci/packages</c> shows.</summary>
public class TemplateTests
{
    private static readonly Dictionary<string, string> Template = VersionsOf("Lws.Templates/templates/lws/Directory.Packages.props");

    [Fact]
    public void The_packages_of_its_tests_are_those_of_this_repository()
    {
        Dictionary<string, string> ours = VersionsOf("Directory.Packages.props");

        Assert.Contains("xunit", Template.Keys);
        Assert.All(Template.Where(package => package.Key != "Lws"), package => Assert.Equal(ours[package.Key], package.Value));
    }

    [Fact]
    public void The_version_of_Lws_is_a_mark_that_packing_replaces() => Assert.Equal("0.0.0", Template["Lws"]);

    private static Dictionary<string, string> VersionsOf(string path) => XDocument.Load(Repository.Find(path))
        .Descendants("PackageVersion")
        .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);
}
