namespace Prices;

/// <summary>The shares of a market that does not exist.</summary>
internal static class Shares
{
    private const string Names =
        """
        ALDR AMBR ANCH ARBR ASTR BEAM BIRC BOLT BRIK CEDR
        CLAY CLOV COMT CORL CRWN DELT DOVE DUNE ELMS EMBR
        FALC FERN FLNT FROS GALE GLEN GROV HALO HARB HAZL
        IRIS IVRY JADE KELP KITE LARK LUNA MAPL MIST NORD
        OAKS ONYX OPAL PEAK PINE QUAR REEF SAGE TIDE WREN
        """;

    public static Share[] All() =>
        [.. Names.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select((name, index) => new Share((ulong)index, name, PriceOf(index)))];

    // Spread over a range that looks like one, without a table.
    private static decimal PriceOf(int index) => 12 + (index * 37 % 50 * 4.35m);
}
