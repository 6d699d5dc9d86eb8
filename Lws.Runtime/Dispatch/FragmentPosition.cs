namespace Lws;

/// <summary>Where a piece handed to <c>OnFragment</c> stands in its message.</summary>
/// <remarks>libwebsockets: <c>lws_is_first_fragment</c>, <c>lws_is_final_fragment</c>.</remarks>
[Flags]
public enum FragmentPosition : byte
{
    /// <summary>Neither first nor final.</summary>
    Middle = 0,

    /// <summary>The message begins with this piece.</summary>
    First = 1,

    /// <summary>The message ends with this piece, which may be empty.</summary>
    Final = 2,

    /// <summary>The piece is the whole message.</summary>
    Whole = First | Final,
}
