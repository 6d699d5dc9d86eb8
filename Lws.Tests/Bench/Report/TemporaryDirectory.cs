namespace Lws.Tests.Bench.Report;

/// <summary>A directory of its own for a test, gone with it.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory();

    public FileInfo File(string name) => new(Path.Combine(_directory.FullName, name));

    public void Dispose() => _directory.Delete(recursive: true);
}
