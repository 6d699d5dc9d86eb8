using System.IO.Pipelines;

namespace Lws.Tests.Streams;

/// <summary>Two pipes in memory, as the two ends of a connection.</summary>
internal sealed class PipePair
{
    public PipePair(PipeOptions? toServer = null, PipeOptions? toClient = null)
    {
        var up = new Pipe(toServer ?? PipeOptions.Default);
        var down = new Pipe(toClient ?? PipeOptions.Default);
        Server = new End(up.Reader, down.Writer);
        Client = new End(down.Reader, up.Writer);
    }

    public IDuplexPipe Server { get; }

    public IDuplexPipe Client { get; }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
