namespace Elsewhere.@namespace
{
    /// <summary>Contains a protocol and contexts whose names are keywords.</summary>
    internal static partial class @class
    {
        [Lws.LwsProtocol("keyword", Origins = [Lws.Origins.Any], LowQueuedBytes = 9)]
        internal partial struct @struct
        {
            private string _name;

            private void OnOpen(Lws.Session session) => _name = session.RemoteEndPoint?.ToString();

            private readonly void OnWritable(Lws.Session session) => session.Send(_name);
        }

        /// <summary>Generic, and in it a context of several loops.</summary>
        internal static partial class Box<T>
            where T : class
        {
            [Lws.LwsContext(FdLimit = 100, Loops = 2, MemoryBudget = 1 << 20)]
            [Lws.Serve<@struct>(Path = "/a")]
            [Lws.Connect<GlobalEcho>]
            internal sealed partial class @event;
        }

        [Lws.LwsContext]
        [Lws.Serve<Outer.Inner<int>>]
        private sealed partial class Unlimited;

        public static Lws.LwsContext MakeUnlimited() => new Unlimited();
    }
}
