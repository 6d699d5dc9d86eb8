using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Lws.Tests.EndToEnd;

/// <summary>The demo's page in a browser window, and what a person does and sees there.</summary>
internal sealed class DemoWindow
{
    public static readonly string[] Protocols = ["echo", "increment", "mirror", "chat", "status"];

    private readonly IPage _page;

    private DemoWindow(IPage page)
    {
        _page = page;
        page.Console += (_, message) => Note(message.Type is "error" or "warning", $"console: {message.Text}");
        page.PageError += (_, error) => Faults.Enqueue($"script: {error}");
        page.RequestFailed += (_, request) => Faults.Enqueue($"request: {request.Url} {request.Failure}");
        page.Response += (_, response) => Note(response.Status >= 400, $"response: {response.Url} {response.Status}");
    }

    /// <summary>Errors of the console and of scripts, and requests that failed, since the window was opened.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>The increment's number.</summary>
    public ILocator Number => Element("increment-value");

    public static async Task<DemoWindow> OpenAsync(IPage page, Uri address)
    {
        var window = new DemoWindow(page);
        await page.GotoAsync(address.ToString());
        await window.AssertConnectedAsync();
        return window;
    }

    public ILocator Element(string testId) => _page.GetByTestId(testId);

    public ILocatorAssertions Expect(string testId) => Assertions.Expect(Element(testId));

    public Task<T> EvaluateAsync<T>(string script) => _page.EvaluateAsync<T>(script);

    public Task AssertConnectedAsync() => AssertStatesAsync("open");

    public async Task AssertStatesAsync(string state)
    {
        foreach (string protocol in Protocols)
            await Expect($"{protocol}-state").ToHaveAttributeAsync("data-state", state);
    }

    /// <summary>Waits until the server has counted on by a few numbers.</summary>
    public async Task AssertCountsAsync()
    {
        int before = int.Parse(await Number.InnerTextAsync(), CultureInfo.InvariantCulture);
        await _page.WaitForFunctionAsync(
            "before => Number(document.getElementById('increment-value').textContent) > before + 3", before);
    }

    /// <summary>Begins to note the numbers that are shown, so that none is missed on a slow machine.</summary>
    public Task NoteNumbersAsync() => _page.EvaluateAsync(
        """
        () => {
          const value = document.getElementById('increment-value');
          window.numbers = [];
          new MutationObserver(() => window.numbers.push(Number(value.textContent))).observe(value, { childList: true });
        }
        """);

    /// <summary>Waits until the numbers noted have started again at 0.</summary>
    public Task AssertStartedAgainAsync() => _page.WaitForFunctionAsync(
        "() => window.numbers.some((number, index) => index > 0 && number < window.numbers[index - 1] && number <= 1)");

    public async Task EchoAsync(string text)
    {
        await Element("echo-input").FillAsync(text);
        await Element("echo-input").PressAsync("Enter");
        await Assertions.Expect(Element("echo-log").Locator("li").First).ToContainTextAsync(text);
    }

    public async Task SayAsync(string name, string text)
    {
        await Element("chat-name").FillAsync(name);
        await Element("chat-input").FillAsync(text);
        await Element("chat-input").PressAsync("Enter");
    }

    /// <summary>Draws with the mouse across the board: a dot, and a stroke for each step.</summary>
    public async Task DrawAsync(int steps)
    {
        await Element("mirror-canvas").ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult board = (await Element("mirror-canvas").BoundingBoxAsync())!;
        await _page.Mouse.MoveAsync(board.X + (board.Width / 4), board.Y + (board.Height / 4));
        await _page.Mouse.DownAsync();
        await _page.Mouse.MoveAsync(
            board.X + (board.Width * 3 / 4), board.Y + (board.Height * 3 / 4), new MouseMoveOptions { Steps = steps });
        await _page.Mouse.UpAsync();
    }

    /// <summary>How many of the board's pixels are not blank.</summary>
    public Task<int> CountDrawnPixelsAsync() => EvaluateAsync<int>(
        """
        () => {
          const canvas = document.getElementById('mirror-canvas');
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
          copy.drawImage(canvas, 0, 0);
          const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
          return data.filter((value, index) => index % 4 === 3 && value > 0).length;
        }
        """);

    public Task CloseAsync() => _page.CloseAsync();

    public void AssertNoFaults() => Assert.Empty(Faults);

    private void Note(bool isFault, string what)
    {
        if (isFault)
            Faults.Enqueue(what);
    }
}
