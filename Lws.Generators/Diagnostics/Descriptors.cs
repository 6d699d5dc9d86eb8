using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Lws.Generators.Diagnostics;

/// <summary>
/// Every diagnostic: LWS0xx for declarations, LWS1xx for limits, LWS2xx for usage. An id is never reused; each has a page in docs/diagnostics.
/// </summary>
internal static class Descriptors
{
    // Where the sources are, as the build states it for the package; a build that does not say has no links.
    private static readonly string? Repository = typeof(Descriptors).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => metadata.Key == "RepositoryUrl")?.Value;

    public static readonly DiagnosticDescriptor NotPartial = Declaration("LWS001",
        "The generator cannot add its part",
        "'{0}' must be partial, and not file-local, so that the generator can add its part");

    public static readonly DiagnosticDescriptor ProtocolNotStruct = Declaration("LWS002",
        "A protocol is a struct",
        "'{0}' must be a struct, and not a ref struct: the loop keeps one for each connection in an array");

    public static readonly DiagnosticDescriptor ContextNotClass = Declaration("LWS003",
        "A context is a class",
        "'{0}' must be a class, and not a record, to become an LwsContext");

    public static readonly DiagnosticDescriptor ServedTwice = Declaration("LWS004",
        "A subprotocol is served twice on one path",
        "Subprotocol '{0}' is served on {1} already, so a client that offers it there could mean either");

    public static readonly DiagnosticDescriptor InvalidName = Declaration("LWS005",
        "Invalid subprotocol name",
        "'{0}' is not a subprotocol name: it must be 1 to 200 letters, digits or !#$%&'*+-.^_`|~ (an HTTP token)");

    public static readonly DiagnosticDescriptor WrongHandler = Declaration("LWS006",
        "Wrong handler signature",
        "'{0}' is called for every such event and must be exactly '{1}'");

    public static readonly DiagnosticDescriptor NoProtocol = Declaration("LWS007",
        "A context has no protocol",
        "'{0}' neither serves nor connects: add [Serve<TProtocol>] or [Connect<TProtocol>]");

    public static readonly DiagnosticDescriptor NotProtocol = Declaration("LWS008",
        "Type named by a context is not a protocol",
        "'{0}' cannot be served or connected with: it is not a struct marked [LwsProtocol] and completed by the generator");

    public static readonly DiagnosticDescriptor InvalidPath = Declaration("LWS009",
        "Invalid path",
        "'{0}' is not a path: it must begin with '/' and hold printable ASCII without space, '?' and '#'");

    public static readonly DiagnosticDescriptor WholeAndStreamed = Declaration("LWS010",
        "Both OnMessage and OnFragment",
        "'{0}' has both OnMessage and OnFragment: messages are handed over either whole or in pieces");

    public static readonly DiagnosticDescriptor UnfitContext = Declaration("LWS011",
        "The class cannot become a context",
        "'{0}' must not be static or abstract, nor have a base class: the generator makes it an LwsContext");

    public static readonly DiagnosticDescriptor ReservedName = Declaration("LWS012",
        "Member name taken by the generated part",
        "The generated part of '{1}' declares '{0}': give this member another name");

    public static readonly DiagnosticDescriptor ConnectedTwice = Declaration("LWS013",
        "A protocol is named by [Connect] twice",
        "The context may connect with '{0}' already: one [Connect] is enough for any number of connections");

    public static readonly DiagnosticDescriptor InvalidOrigin = Declaration("LWS014",
        "Invalid origin",
        "'{0}' is not an origin as a browser sends it, so no request would match: {1}");

    public static readonly DiagnosticDescriptor AsyncHandler = Declaration("LWS015",
        "A handler is async",
        "'{0}' must not be async: its session and spans are gone after the first await; hand session.Handle to what works on, " +
        "and let that answer by TrySend");

    public static readonly DiagnosticDescriptor FdLimitOutOfRange = Limit("LWS101",
        "FdLimit out of range",
        "FdLimit is {0} and must be 1 to 16,000,000; leave it out for as many connections as the process may open");

    public static readonly DiagnosticDescriptor ProtocolLimitOutOfRange = Limit("LWS102",
        "Limit of a protocol out of range",
        "{0} is {1} and must be {2} to {3}");

    public static readonly DiagnosticDescriptor SpillWithoutFdLimit = Limit("LWS103",
        "FdOverflow.Spill without an FdLimit",
        "FdOverflow.Spill needs an FdLimit: without one there is nothing to grow past");

    public static readonly DiagnosticDescriptor ProjectFdLimitRefused = Limit("LWS104",
        "LwsFdLimit is not a limit",
        "The project's LwsFdLimit is '{0}' and must be a number from 1 to 16000000, or left out: it is the limit of '{1}'");

    public static readonly DiagnosticDescriptor LoopsOutOfRange = Limit("LWS105",
        "Loops out of range",
        "Loops is {0} and must be 1 to 1,024; LwsOptions.Loops takes a number that is known at run time only");

    public static readonly DiagnosticDescriptor LowMarkAboveLimit = Limit("LWS106",
        "LowQueuedBytes is not below MaxQueuedBytes",
        "LowQueuedBytes is {0} and must be below MaxQueuedBytes, which is {1}: OnWritable could not tell of a queue that drains");

    public static readonly DiagnosticDescriptor BurstWithoutRate = Limit("LWS107",
        "A burst without its rate limit",
        "{0} has no effect without {1}: set that too, or leave this out");

    public static readonly DiagnosticDescriptor BurstBelowMessage = Limit("LWS108",
        "ByteBurst is below MaxMessageLength",
        "ByteBurst is {0} and must be at least MaxMessageLength, which is {1}: a message of that length could never pass");

    public static readonly DiagnosticDescriptor BudgetExceeded = Limit("LWS109",
        "A context is above its memory budget",
        "'{0}' takes {1} bytes with {2} connections, above {3} of {4}: {5} of fd table, and a connection {6} of records and {7} of session '{8}'");

    public static readonly DiagnosticDescriptor BudgetWithoutFdLimit = Limit("LWS110",
        "MemoryBudget without an FdLimit",
        "MemoryBudget needs an FdLimit: without one there is no bound to what the context takes");

    public static readonly DiagnosticDescriptor ProjectBudgetRefused = Limit("LWS111",
        "LwsMemoryBudget is not a number of bytes",
        "The project's LwsMemoryBudget is '{0}' and must be a number of bytes such as 1048576, or left out: it is the budget of '{1}'");

    public static readonly DiagnosticDescriptor NoOriginPolicy = Usage("LWS201",
        "A served protocol states no Origin policy",
        "Pages of any site may connect to '{0}' with their visitors' cookies: state [LwsProtocol(…, Origins = [Origins.Same])], " +
        "a list such as [\"https://app.example\", Origins.Missing], or [Origins.Any]");

    public static readonly DiagnosticDescriptor NearName = Usage("LWS202",
        "A name is almost a handler's",
        "Nothing calls '{0}': the handler of this event is named '{1}'");

    public static readonly DiagnosticDescriptor BlockingCall = Usage("LWS203",
        "A handler blocks its loop",
        "'{0}' makes the loop's thread wait, and every connection with it: do it elsewhere, and answer by session.Handle");

    public static readonly DiagnosticDescriptor Escape = Usage("LWS204",
        "What is valid inside a handler only is kept",
        "What '{0}' keeps is valid until the handler returns: {1}");

    public static readonly DiagnosticDescriptor IgnoredResult = Usage("LWS205",
        "The result of a send is ignored",
        "The result of '{0}' alone says that the message was not accepted: look at it, or discard it by '_ ='");

    public static readonly DiagnosticDescriptor NotServed = new("LWS206",
        "No context serves a protocol",
        "Nothing calls '{0}': no context names it in [Serve] or [Connect], and no other assembly can",
        "Lws.Usage", DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpLink("LWS206"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor MissingHandler = Usage("LWS207",
        "The handler of an event is missing",
        "{0} brings about {1}, which '{2}' does not have");

    private static DiagnosticDescriptor Declaration(string id, string title, string message) =>
        Define(id, "Lws.Declarations", title, message);

    private static DiagnosticDescriptor Limit(string id, string title, string message) =>
        Define(id, "Lws.Limits", title, message);

    private static DiagnosticDescriptor Usage(string id, string title, string message) =>
        new(id, title, message, "Lws.Usage", DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpLink(id));

    // Not configurable: code that breaks one of these rules does not work, whatever a ruleset says.
    private static DiagnosticDescriptor Define(string id, string category, string title, string message) => new(
        id,
        title,
        message,
        category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink(id),
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    private static string? HelpLink(string id) => Repository is null ? null : $"{Repository}/blob/main/docs/diagnostics/{id}.md";
}
