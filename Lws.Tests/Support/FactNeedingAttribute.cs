using Xunit;

namespace Lws.Tests.Support;

/// <summary>A fact that a machine can only show with certain programs; where one is missing, the skip says how to install it.</summary>
internal sealed class FactNeedingAttribute : FactAttribute
{
    /// <param name="names">Names of <see cref="Requirement"/>s.</param>
    public FactNeedingAttribute(params string[] names)
    {
        Skip = Requirement.MissingOf(names);
    }
}
