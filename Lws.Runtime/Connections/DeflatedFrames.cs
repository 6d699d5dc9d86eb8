using System.Runtime.CompilerServices;
using Lws.Buffers;

namespace Lws.Connections;

/// <summary>The compressed frames of one message, one for each window that its readers have agreed on, from 2^9 to 2^15 bytes.</summary>
[InlineArray(Length)]
internal struct DeflatedFrames
{
    public const int SmallestWindowBits = 9;

    private const int Length = 7;

    private SharedBytes _frame;
}
