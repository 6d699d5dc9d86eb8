using System.Net;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Limits;

/// <summary>A context without a limit of its own, in processes that are told different limits of open files.</summary>
public sealed class OpenFilesLimitTests : IDisposable
{
    private readonly string _shim = Path.Combine(Directory.CreateTempSubdirectory("lws-").FullName, "ulimit_shim.so");

    [FactNeeding("cc")]
    public async Task A_context_costs_the_same_whatever_the_limit_of_open_files_is()
    {
        await CompileShimAsync();
        string bill = await BillAsync("ulimit -n 256");
        Assert.Equal(bill, await BillAsync("ulimit -n $(ulimit -Hn)"));
        Assert.Equal(bill, await BillAsync($"ulimit -n 256 && export LD_PRELOAD={_shim} REPORTED_ULIMIT=1073741816"));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_shim)!, recursive: true);

    /// <summary>What the sample says that its context holds, once it has served a client.</summary>
    private static async Task<string> BillAsync(string limit)
    {
        using LimitedProgram sample = await LimitedProgram.StartAsync(limit, "samples/Embedding", "0");
        IPEndPoint endPoint = await sample.ReadEndPointAsync();
        string bill = await sample.Program.ReadLineAsync();
        Assert.Contains("Table = ", bill, StringComparison.Ordinal);
        using var client = new RawClient(endPoint);
        client.Upgrade(subprotocol: "echo");
        client.Send(RawClient.TextFrame("hello"));
        Assert.Equal("hello", client.ReadText());
        return bill;
    }

    private async Task CompileShimAsync()
    {
        string source = Repository.Find("Lws.Bench/Toolchain/ulimit_shim.c");
        ProgramResult compiled = await ProgramUnderTest.RunAsync("cc", "-shared", "-fPIC", "-o", _shim, source, "-ldl");
        Assert.True(compiled.ExitCode == 0, compiled.Errors);
    }
}
