using System.Net;
using Lws.Tests.Support;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Lws.Tests.Limits;

[Collection(Alone.Name)]
public class ForeignDescriptorsTests
{
    private const int Foreign = 3_000;

    [Fact]
    public void A_table_of_eight_takes_descriptors_far_above_eight()
    {
        // What earlier tests have forgotten to close must not be closed in between: its numbers would be given out again.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        List<SafeFileHandle> foreign = [.. Enumerable.Range(0, Foreign).Select(_ => File.OpenHandle("/dev/null"))];
        try
        {
            using var context = new Of8();
            IPEndPoint endPoint = context.Listen("127.0.0.1", 0);
            List<RawClient> inside = [];
            for (int count = 0; count < Of8.FdLimit; count++)
            {
                inside.Add(context.Open(endPoint));
                Assert.True(context.Tally.LastFd > Foreign, $"{context.Tally.LastFd} is no high number.");
                Assert.True(context.TryFind(context.Tally.LastFd, out SessionHandle handle));
                Assert.Equal(context.Tally.Last, handle);
            }

            Assert.All(foreign, file => Assert.False(context.TryFind((int)file.DangerousGetHandle(), out _)));
            using RawClient waiting = TallyingLoop.Knock(endPoint);
            context.Echo(inside);
            Assert.Equal(0, waiting.Socket.Available);
            context.Leave(inside[3]);
            context.Greet(waiting);
            Assert.InRange(context.Memory.Table, 1, 512);
            inside.ForEach(client => client.Dispose());
        }
        finally
        {
            foreign.ForEach(file => file.Dispose());
        }
    }
}
