namespace Lws.Bench.Attacks.Rows;

/// <summary>The rows that are sent, in their order.</summary>
internal static class AttackRows
{
    public static IReadOnlyList<AttackRow> All { get; } =
    [
        new Row01Key(), new Row02Version(), new Row03Upgrade(), new Row04Method(), new Row05Syntax(), new Row06LongHead(),
        new Row07SlowHead(), new Row08HalfOpen(), new Row09Origin(), new Row10Subprotocols(), new Row11Extensions(), new Row12EarlyFrames(),
        new Row13Unmasked(), new Row14ReservedBits(), new Row15Opcodes(), new Row16ControlFrames(), new Row17HugeLengths(),
        new Row18LongLengths(), new Row19OverLimit(), new Row20SumOverLimit(), new Row21Fragments(), new Row22OpenMessage(), new Row23Order(),
        new Row24ControlBetween(), new Row25Utf8(), new Row26CloseFrames(), new Row27AfterClose(), new Row28PingFlood(), new Row29PongFlood(),
        new Row30Unread(), new Row31ZeroWindow(), new Row32Bombs(), new Row33Garbage(), new Row34Masks(), new Row35Cuts(),
        new Row36Departures(), new Row37Storm(), new Row38OtherProtocols(), new Row47Stampede(),
    ];
}
