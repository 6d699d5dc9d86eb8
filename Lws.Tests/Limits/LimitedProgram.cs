using System.Globalization;
using System.Net;
using System.Reflection;
using Lws.Tests.Support;

namespace Lws.Tests.Limits;

/// <summary>A .NET program that is started under a limit of open files, and prints the address of its server.</summary>
/// <param name="Program">The process.</param>
/// <param name="Id">Its number.</param>
internal sealed record LimitedProgram(ProgramUnderTest Program, int Id) : IDisposable
{
    // The build of the tests has built it, in the same configuration.
    private static readonly string Configuration =
        typeof(LimitedProgram).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <param name="limit">A command of the shell, such as <c>ulimit -n 128</c>: that sets the soft and the hard limit, for the
    /// runtime raises the soft one to the hard one.</param>
    /// <param name="project">The project's folder, which has the name of its assembly.</param>
    /// <param name="arguments">As in a shell.</param>
    public static async Task<LimitedProgram> StartAsync(string limit, string project, string arguments)
    {
        string assembly = Repository.Find($"{project}/bin/{Configuration}/net10.0/{Path.GetFileName(project)}.dll");
        ProgramUnderTest program = ProgramUnderTest.Start("bash", "-c", $"{limit} && echo $$ && exec dotnet '{assembly}' {arguments}");
        try
        {
            return new LimitedProgram(program, int.Parse(await program.ReadLineAsync(), CultureInfo.InvariantCulture));
        }
        catch
        {
            program.Dispose();
            throw;
        }
    }

    /// <summary>Reads a line that ends in <c>://ADDRESS:PORT/</c>.</summary>
    public async Task<IPEndPoint> ReadEndPointAsync()
    {
        string line = await Program.ReadLineAsync();
        return IPEndPoint.Parse(new Uri(line[(line.LastIndexOf(' ') + 1)..]).Authority);
    }

    public void Dispose() => Program.Dispose();
}
