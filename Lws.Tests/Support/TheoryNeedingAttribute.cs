using Xunit;

namespace Lws.Tests.Support;

/// <summary>A <see cref="FactNeedingAttribute"/> with data.</summary>
internal sealed class TheoryNeedingAttribute : TheoryAttribute
{
    /// <param name="names">Names of <see cref="Requirement"/>s.</param>
    public TheoryNeedingAttribute(params string[] names)
    {
        Skip = Requirement.MissingOf(names);
    }
}
