using System.Reflection;

namespace Lws.Tests.Support;

/// <summary>Files that the tests use and that are no part of their assembly, as the project file names them.</summary>
internal static class Places
{
    /// <summary>The WebSocket clients of other makers, and the scripts that drive them.</summary>
    public static string ClientsDirectory { get; } = Of("ClientsDirectory");

    /// <summary>The demo's assembly, built with the tests; <c>dotnet</c> runs it.</summary>
    public static string DemoProgram { get; } = Of("DemoProgram");

    private static string Of(string key) => Path.GetFullPath(typeof(Places).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == key).Value!);
}
