namespace Lws.Generators.Contract;

/// <summary>The constants of the runtime's <c>Origins</c>.</summary>
internal static class Origins
{
    public const string Any = "*";
    public const string Same = "same";
    public const string Null = "null";
    public const string Missing = "missing";
}
