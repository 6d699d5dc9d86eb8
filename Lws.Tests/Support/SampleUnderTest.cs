using System.Net;
using System.Reflection;

namespace Lws.Tests.Support;

/// <summary>A sample as its users start it, such as <c>dotnet Demo.dll --port 0</c>, on the port that it says.</summary>
internal sealed class SampleUnderTest : IDisposable
{
    private const string Greeting = "Listening on ";

    // The build of the tests has built it, in the same configuration.
    private static readonly string Configuration =
        typeof(SampleUnderTest).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private SampleUnderTest(ProgramUnderTest program, Uri address)
    {
        Program = program;
        Address = address;
    }

    public ProgramUnderTest Program { get; }

    /// <summary>The page's address, as printed.</summary>
    public Uri Address { get; }

    public IPEndPoint EndPoint => IPEndPoint.Parse(Address.Authority);

    /// <summary>What <c>dotnet</c> is to run.</summary>
    public static string AssemblyOf(string sample) => Repository.Find($"samples/{sample}/bin/{Configuration}/net10.0/{sample}.dll");

    /// <param name="sample">Its name, which is that of its folder too.</param>
    /// <param name="port">0 lets the kernel choose.</param>
    /// <param name="arguments">What else is on its command line.</param>
    public static async Task<SampleUnderTest> StartAsync(string sample, int port = 0, params string[] arguments)
    {
        ProgramUnderTest program = ProgramUnderTest.Start("dotnet", [AssemblyOf(sample), "--port", $"{port}", .. arguments]);
        try
        {
            string line = await program.ReadLineAsync();
            return new SampleUnderTest(program, new Uri(line[Greeting.Length..]));
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    public void Dispose() => Program.Dispose();
}
