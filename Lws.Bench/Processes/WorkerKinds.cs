using Lws.Bench.Toolchain;

namespace Lws.Bench.Processes;

/// <summary>The founding story's cast. Programs are built here; those that cannot be are reported missing.</summary>
internal static class WorkerKinds
{
    private const int FdLimit = 20;

    public static List<WorkerKind> Create(int processes, int connectionsEach)
    {
        int connections = processes * connectionsEach;
        CCompiler.TryCompile("Processes/c/floor_worker.c", "floor_worker", "", out string? floor, out string? floorFault);
        CCompiler.TryCompile("Processes/c/libwebsockets_worker.c", "libwebsockets_worker", "-lwebsockets", out string? peer, out string? peerFault);
        Publisher.TryPublish("Worker/Worker.csproj", isNative: true, out string? lws, out string? lwsFault);
        if (peerFault is not null)
            peerFault += " (apt-get install libwebsockets-dev)";

        return
        [
            new("epoll in C, no library (the floor)", "floor", null, processes, connectionsEach, floor, null, floorFault),
            new("Lws, Native AOT, FdLimit = 20", "lws-aot", FdLimit, processes, connectionsEach, lws, "limited", lwsFault),
            new("Lws, Native AOT, FdLimit left out", "lws-aot", null, processes, connectionsEach, lws, "unlimited", lwsFault),
            new("libwebsockets, limit of 20", "libwebsockets-limited", FdLimit, processes, connectionsEach, peer, "20", peerFault),
            new("libwebsockets by default", "libwebsockets", null, processes, connectionsEach, peer, "0", peerFault),
            new("Lws, one process", "lws-aot", null, 1, connections, lws, "unlimited", lwsFault),
            new("libwebsockets, one process", "libwebsockets", null, 1, connections, peer, "0", peerFault),
        ];
    }
}
