using System.Net;
using Lws.Tests.Limits;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Generators;

/// <summary>The emitted bill of a context against the one that it writes when it is full.</summary>
public class FullContextTests
{
    [Fact]
    public void A_full_context_takes_what_was_known_when_it_was_compiled()
    {
        using var context = new Of20();
        IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
        List<RawClient> clients = context.Open(endPoint, Of20.FdLimit);

        LwsMemory memory = context.Memory;
        Assert.Equal(Of20.BytesPerContext, memory.Table + memory.Connections + memory.Sessions);
        clients.ForEach(client => client.Dispose());
    }
}
