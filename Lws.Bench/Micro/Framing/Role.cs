namespace Lws.Bench.Micro.Framing;

/// <summary>Who reads or writes a frame: what a client sends is masked.</summary>
public enum Role
{
    /// <summary>Reads masked frames, writes unmasked ones.</summary>
    Server,

    /// <summary>Reads unmasked frames, writes masked ones.</summary>
    Client,
}
