namespace Lws.Tests.Attacks;

/// <summary>One protocol for each kind of Origin policy, each on a path of its own.</summary>
[LwsContext(FdLimit = 64)]
[Serve<ListedOrigins>(Path = "/listed")]
[Serve<SameOrigin>(Path = "/same")]
[Serve<NullOrigin>(Path = "/null")]
[Serve<MissingOrigin>(Path = "/missing")]
[Serve<AnyOrigin>(Path = "/any")]
[Serve<NoOrigin>(Path = "/none")]
[Serve<UnstatedOrigins>(Path = "/unstated")]
internal sealed partial class OriginContext;

[LwsProtocol("p", Origins = ["https://good.example", "http://localhost:3000"])]
internal partial struct ListedOrigins;

[LwsProtocol("p", Origins = [Origins.Same])]
internal partial struct SameOrigin;

[LwsProtocol("p", Origins = [Origins.Null])]
internal partial struct NullOrigin;

[LwsProtocol("p", Origins = [Origins.Missing])]
internal partial struct MissingOrigin;

[LwsProtocol("p", Origins = [Origins.Any])]
internal partial struct AnyOrigin;

[LwsProtocol("p", Origins = [])]
internal partial struct NoOrigin;

[LwsProtocol("p")]
internal partial struct UnstatedOrigins;
