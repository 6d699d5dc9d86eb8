using Lws.Testing;
using Lws.Tests.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Lws.Tests.Docs;

/// <summary>Code of the documentation in the project that a reader puts it into: that of <c>dotnet new console</c>.</summary>
internal static class ReaderCode
{
    private const string ImplicitUsings =
        "global using System; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>Compiles files, and lets the generator add its own.</summary>
    public static GeneratedProgram Compile(string name, OutputKind kind, IEnumerable<string> files, params MetadataReference[] references)
    {
        var options = new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Suppress)]);
        return GeneratedProgram.From(Compilations.Of("", name, references)
            .RemoveAllSyntaxTrees()
            .AddSyntaxTrees(files.Prepend(ImplicitUsings).Select(Compilations.Parse))
            .WithOptions(options));
    }

    /// <summary>Its one context, with clients in memory.</summary>
    public static LwsTestHost HostOf(GeneratedProgram program)
    {
        Type context = program.Load().GetTypes().Single(type => type.IsSubclassOf(typeof(LwsContext)));
        return new LwsTestHost((LwsContext)Activator.CreateInstance(context, new LwsOptions())!);
    }
}
