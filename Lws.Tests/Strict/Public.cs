using System;
using Lws;

namespace Elsewhere;

/// <summary>A public protocol, nested and generic.</summary>
public static partial class Outer
{
    /// <summary>Every handler that there is for whole messages.</summary>
    /// <typeparam name="T">Any.</typeparam>
    [LwsProtocol("public", Origins = ["https://app.example", Origins.Missing])]
    internal partial struct Inner<T>
        where T : struct
    {
        private T _last;

        private readonly UpgradeResult OnUpgrade(UpgradeRequest request) => UpgradeResult.Accept;

        private void OnOpen(Session session) => _last = default;

        private readonly void OnMessage(Session session, ReadOnlySpan<byte> payload, MessageKind kind) => session.Send(_last.ToString());

        private readonly void OnDropped(Session session, int count) => session.Close();

        private readonly void OnConnectFailed(ConnectFailure failure) => Console.WriteLine(failure.Error);
    }
}

/// <summary>A public context.</summary>
[LwsContext(FdLimit = 20, FdOverflow = FdOverflow.Spill)]
[Serve<Outer.Inner<long>>]
public sealed partial class PublicContext;
