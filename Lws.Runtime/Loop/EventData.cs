namespace Lws.Loop;

/// <summary>
/// The 64 bits that the kernel hands back with an event: a connection's slot and generation, or one of the loop's own descriptors.
/// </summary>
internal readonly struct EventData(ulong value)
{
    private const int WakeUpSlot = -1;
    private const int FirstListenerSlot = -2;

    public static ulong WakeUp => Pack(WakeUpSlot, 0);

    public int Slot => (int)(uint)value;

    public uint Generation => (uint)(value >> 32);

    public bool IsConnection => Slot >= 0;

    public bool IsWakeUp => Slot == WakeUpSlot;

    public int ListenerIndex => FirstListenerSlot - Slot;

    public static ulong Connection(int slot, uint generation) => Pack(slot, generation);

    public static ulong Listener(int index) => Pack(FirstListenerSlot - index, 0);

    private static ulong Pack(int slot, uint generation) => (uint)slot | ((ulong)generation << 32);
}
