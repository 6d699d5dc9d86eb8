using Lws.Interop;
using Lws.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lws.Tests.Interop;

/// <summary>Holds the rule that native code has one place, by the tokens of the sources; comments may speak of it.</summary>
public sealed class NativeCodeBoundaryTests
{
    private static readonly string[] UnsafePlaces = ["Interop/", "Framing/Masking.cs"];

    [Fact]
    public void Only_Interop_names_native_functions_and_their_errors()
    {
        Assert.Empty(Sources().Where(source => !source.Path.StartsWith("Interop/", StringComparison.Ordinal))
            .SelectMany(source => NativeNames(source.Text).Select(name => $"{source.Path}: {name}")));
    }

    [Fact]
    public void Only_Interop_and_masking_are_unsafe()
    {
        Assert.Empty(Sources().Where(source => !UnsafePlaces.Any(source.Path.StartsWith) && IsUnsafe(source.Text))
            .Select(source => source.Path));
    }

    [Theory]
    [InlineData("partial class C { [LibraryImport(\"libc\")] static partial int getpid(); }", "LibraryImport")]
    [InlineData("class C { [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int getpid(); }", "DllImport")]
    [InlineData("class C { bool M(SysResult result) => result.Error == Errno.EAGAIN; }", "Errno", "EAGAIN")]
    [InlineData("class C { int M(int errno) => errno & EPOLLIN; }", "errno", "errno", "EPOLLIN")]
    [InlineData("class C { void M(int fd) => Libc.close(fd); }", "Libc")]
    [InlineData("class C { bool M(SysResult result) => result.WouldBlock; /* EAGAIN, as errno says */ }")]
    [InlineData("class C { Epoll _epoll = new(4); string _text = \"EPOLLIN errno\"; }")]
    public void Native_names_are_found_in_code_and_nowhere_else(string code, params string[] expected)
    {
        Assert.Equal(expected, NativeNames(code));
    }

    [Theory]
    [InlineData("unsafe class C;", true)]
    [InlineData("class C { void M() { unsafe { } } }", true)]
    [InlineData("class C { /* unsafe */ string _text = \"unsafe\"; }", false)]
    public void Unsafe_code_is_found_by_its_keyword(string code, bool expected)
    {
        Assert.Equal(expected, IsUnsafe(code));
    }

    private static IEnumerable<string> NativeNames(string code) =>
        Tokens(code).Where(token => token.IsKind(SyntaxKind.IdentifierToken) && IsNative(token.ValueText))
            .Select(token => token.ValueText);

    private static bool IsNative(string name) =>
        name is "LibraryImport" or "DllImport" or nameof(Libc)
        || name.Equals("errno", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("EPOLL", StringComparison.Ordinal)
        || Enum.GetNames<Errno>().Contains(name) && name != nameof(Errno.None);

    private static bool IsUnsafe(string code) => Tokens(code).Any(token => token.IsKind(SyntaxKind.UnsafeKeyword));

    private static IEnumerable<SyntaxToken> Tokens(string code) =>
        CSharpSyntaxTree.ParseText(code).GetRoot().DescendantTokens();

    private static List<(string Path, string Text)> Sources()
    {
        string root = Repository.Find("Lws.Runtime");
        var sources = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file), Text: File.ReadAllText(file)))
            .Where(source => !source.Path.StartsWith("obj/", StringComparison.Ordinal)
                && !source.Path.StartsWith("bin/", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(sources, source => source.Path == "Interop/Libc.cs");
        Assert.Contains(sources, source => source.Path == "LwsContext.cs");
        return sources;
    }
}
