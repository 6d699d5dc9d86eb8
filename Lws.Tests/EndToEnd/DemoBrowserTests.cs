using System.Text.RegularExpressions;
using Lws.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>The demo as a person uses it: the real program, a real browser, keys and mouse.</summary>
public sealed class DemoBrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private readonly List<DemoWindow> _windows = [];
    private SampleUnderTest? _demo;

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Whatever a test shows, it shows without an error in any window.</summary>
    public async Task DisposeAsync()
    {
        foreach (DemoWindow window in _windows)
            await window.CloseAsync();
        _demo?.Dispose();
        Assert.All(_windows, window => window.AssertNoFaults());
    }

    [FactNeeding("chromium")]
    public async Task What_is_typed_into_echo_comes_back()
    {
        DemoWindow window = await OpenAsync();
        await window.EchoAsync("hello, Grüße, 世界");
        ILocator latest = window.Element("echo-log").Locator("li").First;
        await Assertions.Expect(latest).ToContainTextAsync("text, 22 B");

        await window.Element("echo-binary").CheckAsync();
        await window.Element("echo-input").FillAsync("bytes");
        await window.Element("echo-send").ClickAsync();
        await Assertions.Expect(latest).ToContainTextAsync("bytes");
        await Assertions.Expect(latest).ToContainTextAsync("binary, 5 B");
    }

    [FactNeeding("chromium")]
    public async Task The_increment_counts_up_and_starts_again_on_reset()
    {
        DemoWindow window = await OpenAsync();
        await window.AssertCountsAsync();
        await window.NoteNumbersAsync();
        await window.Element("increment-reset").ClickAsync();
        await window.AssertStartedAgainAsync();
        await window.AssertCountsAsync();
    }

    [FactNeeding("chromium")]
    public async Task Close_me_shows_the_close_code_and_the_increment_comes_back()
    {
        DemoWindow window = await OpenAsync();
        await window.Element("increment-closeme").ClickAsync();
        await window.Expect("increment-close").ToHaveTextAsync("Last close: 1001 “seeya”");
        await window.AssertConnectedAsync();
        await window.AssertCountsAsync();
    }

    [FactNeeding("chromium")]
    public async Task What_one_window_draws_or_wipes_the_other_sees()
    {
        DemoWindow first = await OpenAsync();
        DemoWindow second = await OpenAsync();
        Assert.Equal(0, await second.CountDrawnPixelsAsync());

        await first.DrawAsync(steps: 10);
        await second.Expect("mirror-strokes").ToHaveTextAsync("11");
        Assert.True(await second.CountDrawnPixelsAsync() > 100);

        DemoWindow newcomer = await OpenAsync();
        await newcomer.Expect("mirror-strokes").ToHaveTextAsync("11");
        await second.Element("mirror-wipe").ClickAsync();
        await first.Expect("mirror-strokes").ToHaveTextAsync("0");
        Assert.Equal(0, await first.CountDrawnPixelsAsync());
    }

    [FactNeeding("chromium")]
    public async Task Two_windows_chat()
    {
        DemoWindow first = await OpenAsync();
        DemoWindow second = await OpenAsync();
        await first.SayAsync("Ada", "Good morning");
        await second.Expect("chat-log").ToContainTextAsync("Ada has joined");
        await second.Expect("chat-log").ToContainTextAsync("Good morning");

        await second.SayAsync("Grace", "<b>And</b> to you");
        await first.Expect("chat-log").ToContainTextAsync("Grace has joined");
        await first.Expect("chat-log").ToContainTextAsync("<b>And</b> to you");

        await second.CloseAsync();
        await first.Expect("chat-log").ToContainTextAsync("Grace has left");
    }

    [FactNeeding("chromium")]
    public async Task The_status_shows_the_connections_of_all_windows_as_they_come_and_go()
    {
        DemoWindow first = await OpenAsync();
        ILocator rows = first.Element("status-table").Locator("tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(DemoWindow.Protocols.Length);

        DemoWindow second = await OpenAsync();
        await first.Expect("status-count").ToHaveTextAsync("10");
        await second.Expect("status-count").ToHaveTextAsync("10");
        await Assertions.Expect(rows).ToHaveCountAsync(10);

        await second.CloseAsync();
        await first.Expect("status-count").ToHaveTextAsync("5");
        await Assertions.Expect(rows).ToHaveCountAsync(5);
    }

    [FactNeeding("chromium")]
    public async Task After_the_server_was_killed_and_restarted_all_comes_back_by_itself()
    {
        DemoWindow window = await OpenAsync();
        await window.SayAsync("Ada", "before");
        await window.Expect("chat-log").ToContainTextAsync("before");
        window.AssertNoFaults();

        int port = _demo!.Address.Port;
        _demo.Program.Kill();
        await window.AssertStatesAsync("waiting");
        _demo.Dispose();
        _demo = await SampleUnderTest.StartAsync("Demo", port);
        await window.AssertConnectedAsync();

        // Without a server the browser tells of each attempt, and of nothing else.
        Assert.All(window.Faults, fault => Assert.StartsWith("console: WebSocket connection to ", fault, StringComparison.Ordinal));
        window.Faults.Clear();
        await window.EchoAsync("and we are back");
        await window.AssertCountsAsync();
        await window.Expect("status-count").ToHaveTextAsync("5");
        await window.Expect("chat-log").ToHaveTextAsync(new Regex("Ada has joined$"));
    }

    [FactNeeding("chromium")]
    public async Task A_narrow_screen_scrolls_in_one_direction_only()
    {
        DemoWindow window = await OpenAsync(width: 360);
        await window.EchoAsync(new string('w', 200));
        await window.SayAsync("W" + new string('w', 23), new string('w', 200));
        await window.Expect("chat-log").ToContainTextAsync("wwwww");
        await Assertions.Expect(window.Element("status-table").Locator("tbody tr")).ToHaveCountAsync(5);

        int tooWide = await window.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, tooWide);
    }

    private async Task<DemoWindow> OpenAsync(int width = 1280)
    {
        _demo ??= await SampleUnderTest.StartAsync("Demo");
        DemoWindow window = await DemoWindow.OpenAsync(await chromium.OpenWindowAsync(width, height: 800), _demo.Address);
        _windows.Add(window);
        return window;
    }
}
