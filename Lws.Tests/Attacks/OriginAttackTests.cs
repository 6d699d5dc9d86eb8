using System.Globalization;
using Lws.Tests.Support;
using Xunit;

namespace Lws.Tests.Attacks;

/// <summary>Pages that may not connect, and those that may: row 9.</summary>
public sealed class OriginAttackTests : IDisposable
{
    private readonly TestServer _server = new(new OriginContext());

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("/listed", "https://good.example")]
    [InlineData("/listed", "http://localhost:3000")]
    [InlineData("/same", "http://127.0.0.1")]
    [InlineData("/same", "https://127.0.0.1")]
    [InlineData("/null", "null")]
    [InlineData("/missing", null)]
    [InlineData("/any", "https://evil.test")]
    [InlineData("/any", "null")]
    [InlineData("/any", null)]
    [InlineData("/unstated", "https://evil.test")]
    [InlineData("/unstated", null)]
    public void Row_09_an_origin_of_the_policy_is_accepted(string path, string? origin) => AssertStatus(101, path, origin);

    [Theory]
    [InlineData("missing", null)]
    [InlineData("foreign", "https://evil.test")]
    [InlineData("null", "null")]
    [InlineData("empty", "")]
    [InlineData("begins with the allowed one", "https://good.example.evil.test")]
    [InlineData("ends with the allowed one", "https://evilgood.example")]
    [InlineData("holds the allowed one", "https://evil.test/https://good.example")]
    [InlineData("user part", "https://good.example@evil.test")]
    [InlineData("one byte less", "https://good.exampl")]
    [InlineData("another port", "https://good.example:8443")]
    [InlineData("the port written out", "https://good.example:443")]
    [InlineData("no port", "http://localhost")]
    [InlineData("another scheme", "http://good.example")]
    [InlineData("no scheme", "good.example")]
    [InlineData("case of the host", "https://Good.example")]
    [InlineData("case of the scheme", "HTTPS://good.example")]
    [InlineData("trailing slash", "https://good.example/")]
    [InlineData("trailing dot", "https://good.example.")]
    [InlineData("subdomain", "https://www.good.example")]
    [InlineData("a list", "https://good.example https://evil.test")]
    [InlineData("a list with comma", "https://good.example, https://good.example")]
    [InlineData("a word of the policies", "same")]
    [InlineData("the wildcard", "*")]
    public void Row_09_any_other_origin_than_those_listed_gets_403(string what, string? origin)
    {
        _ = what;
        AssertStatus(403, "/listed", origin);
    }

    [Theory]
    [InlineData("/same", null)]
    [InlineData("/same", "null")]
    [InlineData("/same", "https://evil.test")]
    [InlineData("/same", "http://127.0.0.1:7681")]
    [InlineData("/same", "http://127.0.0.1.evil.test")]
    [InlineData("/same", "127.0.0.1")]
    [InlineData("/same", "ftp://127.0.0.1")]
    [InlineData("/null", null)]
    [InlineData("/null", "NULL")]
    [InlineData("/null", "https://evil.test")]
    [InlineData("/missing", "")]
    [InlineData("/missing", "null")]
    [InlineData("/missing", "missing")]
    [InlineData("/missing", "https://evil.test")]
    [InlineData("/none", null)]
    [InlineData("/none", "null")]
    [InlineData("/none", "https://good.example")]
    public void Row_09_every_kind_of_policy_refuses_what_it_does_not_name(string path, string? origin) => AssertStatus(403, path, origin);

    [Theory]
    [InlineData("/listed")]
    [InlineData("/any")]
    [InlineData("/unstated")]
    public void Row_09_two_origins_get_400_whatever_the_policy(string path)
    {
        AssertAnswer(400, path, "Origin: https://good.example\r\nOrigin: https://good.example\r\n");
        AssertAnswer(400, path, "Origin: https://good.example\r\norigin: https://evil.test\r\n");
    }

    [Fact]
    public void Row_09_an_empty_Host_is_no_origin_of_its_own()
    {
        using RawClient client = _server.Connect();
        client.Send(RawClient.Request("/same", extra: "Origin: http://\r\n").Replace("Host: 127.0.0.1", "Host:", StringComparison.Ordinal));
        Assert.StartsWith("HTTP/1.1 403 ", client.ReadHead(), StringComparison.Ordinal);
    }

    private void AssertStatus(int status, string path, string? origin) =>
        AssertAnswer(status, path, origin is null ? "" : $"Origin: {origin}\r\n");

    private void AssertAnswer(int status, string path, string lines)
    {
        using RawClient client = _server.Connect();
        client.Send(RawClient.Request(path, extra: lines));
        string head = client.ReadHead();
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} "), head, StringComparison.Ordinal);
    }
}
