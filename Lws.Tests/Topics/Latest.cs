namespace Lws.Tests.Topics;

/// <summary>Keeps the latest message of each key for who reads slowly.</summary>
[LwsProtocol("latest", MaxQueuedBytes = TopicsContext.MaxQueuedBytes, WhenQueueFull = QueueFull.KeepLatest)]
public partial struct Latest;
