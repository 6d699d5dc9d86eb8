using System.Reflection;
using System.Text;
using Lws.Tests.EndToEnd;
using Lws.Tests.Generators;
using Lws.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.Playwright;
using Xunit;

namespace Lws.Tests.Docs;

/// <summary>The first five minutes: what the page has its reader write compiles, runs and does what it says.</summary>
public class GettingStartedTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly MetadataReference[] Xunit =
        [MetadataReference.CreateFromFile(typeof(Assert).Assembly.Location), MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location)];

    [Fact]
    public void It_has_the_reader_write_four_files() => Assert.Equal(
        ["FirstChat/Chat.cs", "FirstChat/Program.cs", "FirstChat/www/index.html", "FirstChat.Tests/ChatTests.cs"], FirstChat.Names);

    [Fact]
    public void The_analyzer_has_nothing_to_say() => Assert.Empty(FirstChat.Compile().AnalyzerDiagnostics());

    [Fact]
    public void The_readers_tests_pass()
    {
        GeneratedProgram program = FirstChat.Compile();
        Assembly tests = FirstChat.CompileTests([program.ToReference(), .. Xunit]).Load(program.Load());
        Type type = tests.GetType("ChatTests")!;
        object instance = Activator.CreateInstance(type)!;
        var facts = type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), false)).ToArray();

        Assert.Equal(2, facts.Length);
        Assert.All(facts, fact => fact.Invoke(instance, null));
    }

    [Fact]
    public async Task The_page_is_served()
    {
        using FirstChat chat = await FirstChat.StartAsync();
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.GetAsync(chat.Address);

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("<title>Chat</title>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_programs_chat()
    {
        using FirstChat chat = await FirstChat.StartAsync();
        using var alice = new DotNetClient();
        using var bob = new DotNetClient();
        await alice.ConnectAsync(ChatOf(chat));
        await bob.ConnectAsync(ChatOf(chat));

        await bob.SendAsync("Bob");
        Assert.Equal("Bob has come in.", await LineAsync(alice));
        Assert.Equal("Bob has come in.", await LineAsync(bob));
        await bob.SendAsync("hello");
        Assert.Equal("Bob: hello", await LineAsync(alice));
        await bob.CloseAsync();
        Assert.Equal("Bob has left.", await LineAsync(alice));
    }

    [FactNeeding("chromium")]
    public async Task Two_windows_of_a_browser_chat()
    {
        using FirstChat chat = await FirstChat.StartAsync();
        IPage alice = await OpenAsync(chat);
        IPage bob = await OpenAsync(chat);

        await TypeAsync(bob, "Bob");
        await Assertions.Expect(Lines(alice)).ToHaveTextAsync(["Bob has come in."]);
        await TypeAsync(bob, "hello");
        await Assertions.Expect(Lines(alice)).ToHaveTextAsync(["Bob: hello", "Bob has come in."]);
        await bob.CloseAsync();
        await Assertions.Expect(Lines(alice)).ToHaveTextAsync(["Bob has left.", "Bob: hello", "Bob has come in."]);
    }

    private static Uri ChatOf(FirstChat chat) => new($"ws://{chat.Address.Authority}/chat");

    private static async Task<string> LineAsync(DotNetClient client) => Encoding.UTF8.GetString((await client.ReceiveAsync()).Payload);

    private async Task<IPage> OpenAsync(FirstChat chat)
    {
        IPage window = await chromium.OpenWindowAsync(600, 400);
        await window.GotoAsync(chat.Address.ToString());
        await Assertions.Expect(Input(window)).ToBeEnabledAsync();
        return window;
    }

    private static async Task TypeAsync(IPage window, string text)
    {
        await Input(window).FillAsync(text);
        await window.Keyboard.PressAsync("Enter");
    }

    private static ILocator Input(IPage window) => window.GetByRole(AriaRole.Textbox);

    private static ILocator Lines(IPage window) => window.GetByRole(AriaRole.Listitem);
}
