using System.IO.Pipelines;

namespace Lws.Streams;

/// <summary>A stream as a pipe, which disposes it when both ways are completed.</summary>
internal sealed class StreamPipe(Stream stream) : IDuplexPipe
{
    // The way out is completed first, and ends the stream for both.
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: true));

    public PipeWriter Output { get; } = PipeWriter.Create(stream);
}
