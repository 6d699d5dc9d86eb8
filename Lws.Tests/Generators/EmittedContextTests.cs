using System.Reflection;
using Xunit;

namespace Lws.Tests.Generators;

public class EmittedContextTests
{
    [Theory]
    [InlineData("FdLimit = 1")]
    [InlineData("FdLimit = 8")]
    [InlineData("FdLimit = 9")]
    [InlineData("FdLimit = 65_536")]
    [InlineData("FdLimit = 65_536, FdOverflow = FdOverflow.Spill")]
    [InlineData("FdLimit = 65_537")]
    [InlineData("FdLimit = 65_537, FdOverflow = FdOverflow.Spill")]
    [InlineData("FdLimit = 16_000_000")]
    [InlineData("")]
    public void A_context_of_every_kind_of_table_runs_a_loop_on_a_small_stack(string limit)
    {
        const int StackSize = 512 * 1024;
        Type server = Load($"[LwsContext({limit})] [Serve<P>] public partial class Server;");
        int handled = -1;

        var thread = new Thread(
            () =>
            {
                using var context = (LwsContext)Activator.CreateInstance(server, new LwsOptions())!;
                context.Listen("127.0.0.1", 0);
                handled = context.RunOnce(TimeSpan.Zero);
            },
            StackSize);
        thread.Start();
        thread.Join();

        Assert.Equal(0, handled);
    }

    [Theory]
    [InlineData("FdLimit = 20", 20)]
    [InlineData("", int.MaxValue)]
    public void The_limit_is_a_constant_of_the_context(string limit, int expected)
    {
        FieldInfo constant = Load($"[LwsContext({limit})] [Serve<P>] public partial class Server;").GetField("FdLimit")!;

        Assert.True(constant.IsLiteral);
        Assert.Equal(expected, constant.GetRawConstantValue());
    }

    [Fact]
    public void Options_may_be_left_out()
    {
        Type server = Load("[LwsContext] [Serve<P>] public partial class Server { public static Server New() => new(); }");
        using var context = (LwsContext)server.GetMethod("New")!.Invoke(null, null)!;

        Assert.Equal(new LwsOptions().HandshakeTimeout, context.Options.HandshakeTimeout);
    }

    private static Type Load(string source) =>
        GeneratedProgram.From("[LwsProtocol(\"p\")] partial struct P { }\n" + source).Load().GetType("Server")!;
}
