using Lws.Dispatch;
using Lws.Handshake;

namespace Lws.Tests.Generators;

/// <summary>The signature of an emitted router.</summary>
internal delegate Route Router(ReadOnlySpan<byte> path, SubprotocolOffer offer);
