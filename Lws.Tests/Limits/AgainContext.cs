namespace Lws.Tests.Limits;

/// <summary>For one client that comes back.</summary>
[LwsContext(FdLimit = 2)]
[Connect<Again>]
internal sealed partial class AgainContext
{
    public int Opened { get; set; }
}
