using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>The page of the prices in a browser window, and what its two readers, <c>fast</c> and <c>slow</c>, show.</summary>
internal sealed class PricesWindow
{
    private readonly IPage _page;
    private readonly ConcurrentQueue<string> _faults = new();

    private PricesWindow(IPage page)
    {
        _page = page;
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"console: {message.Text}");
        page.PageError += (_, error) => _faults.Enqueue($"script: {error}");
        page.Response += (_, response) => Note(response.Status >= 400, $"response: {response.Url} {response.Status}");
    }

    public static async Task<PricesWindow> OpenAsync(IPage page, Uri address)
    {
        var window = new PricesWindow(page);
        await page.GotoAsync(address.ToString());
        return window;
    }

    public ILocator Element(string testId) => _page.GetByTestId(testId);

    public ILocatorAssertions Expect(string testId) => Assertions.Expect(Element(testId));

    public Task<T> EvaluateAsync<T>(string script) => _page.EvaluateAsync<T>(script);

    /// <summary>A figure of a reader, such as <c>slow-skipped</c>.</summary>
    public async Task<long> FigureAsync(string figure) =>
        long.Parse((await Element(figure).GetAttributeAsync("value"))!, CultureInfo.InvariantCulture);

    /// <summary>Waits until a figure is at least this large.</summary>
    public Task AwaitFigureAsync(string figure, long least) => _page.WaitForFunctionAsync(
        "([figure, least]) => Number(document.querySelector(`[data-testid=${figure}]`).value) >= least", new object[] { figure, least },
        new PageWaitForFunctionOptions { Timeout = 60_000 });

    /// <summary>Waits until the slow reader has looked, and skipped something; answers what it told of that look.</summary>
    public async Task<Look> AwaitLookAsync()
    {
        IJSHandle facts = await _page.WaitForFunctionAsync(
            "() => { const { dataset } = document.getElementById('slow-look'); return Number(dataset.skipped) > 0 && { ...dataset }; }",
            null, new PageWaitForFunctionOptions { Timeout = 60_000 });
        Dictionary<string, string> look = await facts.JsonValueAsync<Dictionary<string, string>>();
        return new Look(Number("read"), Number("skipped"), Number("behind"));

        long Number(string fact) => long.Parse(look[fact], CultureInfo.InvariantCulture);
    }

    public Task CloseAsync() => _page.CloseAsync();

    public void AssertNoFaults() => Assert.Empty(_faults);

    private void Note(bool isFault, string what)
    {
        if (isFault)
            _faults.Enqueue(what);
    }
}
