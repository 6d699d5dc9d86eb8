using System.Globalization;
using System.Net;
using System.Reflection;

namespace Lws.Tests.Support;

/// <summary>The demo as its users start it: <c>dotnet Demo.dll --port 0</c>, on the port that it says.</summary>
internal sealed class DemoUnderTest : IDisposable
{
    private const string Greeting = "Listening on ";

    // The build of the tests has built it, in the same configuration.
    private static readonly string Configuration =
        typeof(DemoUnderTest).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private DemoUnderTest(ProgramUnderTest program, Uri address)
    {
        Program = program;
        Address = address;
    }

    /// <summary>What <c>dotnet</c> is to run.</summary>
    public static string Assembly { get; } = Repository.Find($"samples/Demo/bin/{Configuration}/net10.0/Demo.dll");

    public ProgramUnderTest Program { get; }

    /// <summary>The page's address, as printed.</summary>
    public Uri Address { get; }

    public IPEndPoint EndPoint => IPEndPoint.Parse(Address.Authority);

    /// <param name="port">0 lets the kernel choose.</param>
    public static async Task<DemoUnderTest> StartAsync(int port = 0)
    {
        ProgramUnderTest program = ProgramUnderTest.Start(
            "dotnet", Assembly, "--port", port.ToString(CultureInfo.InvariantCulture));
        try
        {
            string line = await program.ReadLineAsync();
            return new DemoUnderTest(program, new Uri(line[Greeting.Length..]));
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    public void Dispose() => Program.Dispose();
}
