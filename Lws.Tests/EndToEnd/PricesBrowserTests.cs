using Lws.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>The prices as a person sees them: the real program, a real browser, and TCP between them.</summary>
public sealed class PricesBrowserTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private const int Shares = 50;

    // Of Reader.cs; and what a session may hold above it (Session.BufferedBytes).
    private const int MaxQueuedBytes = 32_768;
    private const int OutputBuffer = 16_384;

    private PricesWindow? _window;
    private SampleUnderTest? _prices;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_window is not null)
            await _window.CloseAsync();
        _prices?.Dispose();
        _window?.AssertNoFaults();
    }

    [FactNeeding("chromium")]
    public async Task A_reader_that_looks_away_skips_what_is_outdated_and_gets_the_newest()
    {
        PricesWindow window = await OpenAsync();
        await window.AwaitFigureAsync("slow-received", Shares);
        await window.Element("slow-pause").ClickAsync();
        await window.Expect("slow-state").ToHaveTextAsync("paused");

        // All buffers between the two are full when something waits here; the rest is for keep-latest.
        await window.AwaitFigureAsync("slow-waiting", 1);
        await window.AwaitFigureAsync("slow-behind", await window.FigureAsync("slow-behind") + 3_000);
        long missed = await window.FigureAsync("slow-behind");
        await window.Element("slow-pause").ClickAsync();
        Look look = await window.AwaitLookAsync();

        Assert.True(look.Skipped >= 2_000, $"{look}, {missed} missed");
        Assert.True(look.Behind <= missed / 5, $"{look}, {missed} missed");
        Assert.Equal(0, await window.FigureAsync("slow-dropped"));
        Assert.InRange(await window.FigureAsync("slow-peak"), 1, MaxQueuedBytes + OutputBuffer);
        Assert.Equal(0, await window.FigureAsync("fast-skipped"));
        Assert.Equal(0, await window.FigureAsync("fast-dropped"));
    }

    [FactNeeding("chromium")]
    public async Task Without_WebSocketStream_the_page_says_so_and_the_fast_reader_reads()
    {
        PricesWindow window = await OpenAsync(script: "delete globalThis.WebSocketStream");

        await window.AwaitFigureAsync("fast-received", Shares);
        await window.Expect("slow-look").ToContainTextAsync("This browser has no WebSocketStream");
        await window.Expect("slow-pause").ToBeDisabledAsync();
        await window.Expect("slow-speed").ToBeDisabledAsync();
    }

    [FactNeeding("chromium")]
    public async Task A_narrow_screen_scrolls_in_one_direction_only()
    {
        PricesWindow window = await OpenAsync(width: 360);
        await window.AwaitFigureAsync("slow-received", Shares);

        int tooWide = await window.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, tooWide);
    }

    // Fewer prices than a person is shown: a fast reader on a busy machine must have the time to be one.
    private async Task<PricesWindow> OpenAsync(int width = 1280, string? script = null)
    {
        _prices = await SampleUnderTest.StartAsync("Prices", port: 0, "--interval", "40");
        IPage page = await chromium.OpenWindowAsync(width, height: 800);
        if (script is not null)
            await page.AddInitScriptAsync(script);
        return _window = await PricesWindow.OpenAsync(page, _prices.Address);
    }
}
