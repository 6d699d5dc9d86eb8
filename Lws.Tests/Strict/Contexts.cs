using System;
using System.Collections.Generic;
using Elsewhere.@namespace;
using Lws;

namespace Elsewhere;

/// <summary>Makes what this project declares.</summary>
public static class Contexts
{
    /// <summary>A context of each kind, when it is called.</summary>
    public static IEnumerable<Func<LwsContext>> Makers =>
    [
        () => new GlobalContext(),
        () => new @class.Box<string>.@event(),
        () => @class.MakeUnlimited(),
        () => new PublicContext(),
    ];
}
