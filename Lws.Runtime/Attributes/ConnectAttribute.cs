namespace Lws;

/// <summary>Lets a context connect out with a protocol: <see cref="LwsContext.Connect{T}(Uri, ConnectOptions, T)"/>. A protocol that is
/// served needs no such attribute.</summary>
/// <remarks>libwebsockets: the <c>protocols</c> of a client context.</remarks>
/// <typeparam name="TProtocol">A struct marked <see cref="LwsProtocolAttribute"/>, of this assembly or another.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class ConnectAttribute<TProtocol> : Attribute;
