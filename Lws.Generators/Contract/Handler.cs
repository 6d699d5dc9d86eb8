using Lws.Generators.Models;

namespace Lws.Generators.Contract;

/// <summary>A method that a protocol may write: its name, the parameters that it must have, and what it returns.</summary>
/// <param name="Name">The method's name, such as <c>OnOpen</c>.</param>
/// <param name="Parameters">Exactly these, by value.</param>
/// <param name="Result">What it returns, by value.</param>
internal sealed record Handler(string Name, EquatableArray<Parameter> Parameters, HandlerResult Result)
{
    /// <summary>The member of <c>ProtocolEvents</c>: the name without <c>On</c>.</summary>
    public string Event => Name.Substring(2);

    /// <summary>The right signature, for a diagnostic.</summary>
    public string Signature => $"{Result.DisplayType} {Name}({string.Join(", ", Parameters.Select(p => $"{p.DisplayType} {p.Name}"))})";

    /// <summary>The parameters of emitted methods.</summary>
    public string ParameterList => string.Join(", ", Parameters.Select(p => $"{p.Type} {p.Name}"));

    /// <summary>The arguments by which emitted methods hand the parameters on.</summary>
    public string ArgumentList => string.Join(", ", Parameters.Select(p => p.Name));
}
