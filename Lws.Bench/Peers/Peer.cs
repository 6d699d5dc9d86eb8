using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Lws.Bench.Peers;

/// <summary>A server that is measured: built and ready to be started, or missing.</summary>
internal sealed class Peer
{
    private readonly PeerProgram? _program;

    public Peer(string name, PeerProgram program)
    {
        Name = name;
        _program = program;
    }

    /// <param name="name">The peer that is missing.</param>
    /// <param name="missing">What of it is missing, and how to install it.</param>
    public Peer(string name, string missing)
    {
        Name = name;
        Missing = missing;
    }

    /// <summary>As in the rows of <c>--json</c>.</summary>
    public string Name { get; }

    /// <summary>What is missing and how to install it, for people; null where the peer is there.</summary>
    public string? Missing { get; }

    [MemberNotNullWhen(true, nameof(_program))]
    [MemberNotNullWhen(false, nameof(Missing))]
    public bool IsThere => _program is not null;

    /// <summary>Starts it, pinned to one core from its first instruction, and waits until it takes connections.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not listen in time.</exception>
    public PeerProcess Start(int core)
    {
        Debug.Assert(IsThere, "A peer that is missing cannot be started.");
        return new PeerProcess(Name, _program, core);
    }
}
